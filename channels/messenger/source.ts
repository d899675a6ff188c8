import type { Arrival } from "../../models/ports/webhook.ts";

/** The page that a call concerns, who did something, and when. */
export interface Source {
  account: string;
  /** Missing for visitors of a web site, and for what concerns the page only. */
  sender: string | undefined;
  recipient: string | undefined;
  /** Milliseconds since 1970. */
  unixMs: number;
  /** Another app has the conversation. */
  standsBy: boolean;
}

export const openingOf = (account: string, psid: string) => ({
  channel: "messenger",
  account,
  peer: psid,
  identities: [identityOf(account, psid)],
});
export const identityOf = (account: string, psid: string): string => `messenger:${account}:${psid}`;
export const isoOf = (unixMs: number): string => new Date(unixMs).toISOString();
export const ignored = (account: string, what: string): Arrival => ({ kind: "ignored", account, what });
