import type { Arrival } from "../../models/ports/webhook.ts";

/** The number that a call concerns (`phone_number_id`), and when it came. */
export interface Source {
  account: string;
  now: Date;
}

/** Where Meta tells no time it is the one of the call. */
export const timeOf = (unixSeconds: number | undefined, { now }: Source): string =>
  (unixSeconds === undefined ? now : new Date(unixSeconds * 1000)).toISOString();

export const ignored = ({ account }: Source, what: string): Arrival => ({
  kind: "ignored",
  account,
  what: what.slice(0, 200),
});
