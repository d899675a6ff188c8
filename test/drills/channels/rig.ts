import type { AccountSettings } from "../../../bots/channel-settings.ts";
import type { WebhookRequest } from "../../../models/ports/webhook.ts";

/** What a shopper wrote, as their vendor knows it. */
export interface Said {
  shopper: number;
  /** The vendor's id of it. */
  id: number;
  text: string;
  at: Date;
}

/** A request of ours, as the vendor's server saw it. */
export interface Asked {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Words that a shopper gets. `key` is ours, where the vendor repeats it. */
export interface Got {
  shopper: number;
  text: string;
  key?: string;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

/** A channel as its vendor has it, for drills that are the same on every channel. */
export interface Rig {
  name: string;
  settings(apiUrl: string): AccountSettings;
  /** The identity under which a shopper is known. */
  identityOf(shopper: number): string;
  /** The signed calls in which the vendor tells of these; some tell of several in one call. */
  calls(said: readonly Said[]): Call[];
  /** The same call, as somebody else would make it. */
  forged(call: Call): [what: string, call: Call][];
  /** Null: a courtesy, or a question, that no shopper sees. */
  gets(asked: Asked): Got | null;
  taken(count: number): Answer;
  refused: Answer;
  throttled(seconds: number): Answer;
  failing: Answer;
  /** By which the vendor tells afterwards that it took a request; absent: it never does. */
  echo?(got: Got, at: Date): Call;
  /** What it took under a key it does not take again. */
  dedupes?: true;
  /** Answers a question of ours; null: that is none. */
  lookUp?(asked: Asked, said: readonly Said[]): Answer | null;
  /** Whether a text comes through to the character: e-mails are trimmed, and forms have no half characters. */
  keeps(text: string): boolean;
}

export interface Call extends WebhookRequest {
  headers: Record<string, string>;
}

export const call = (url: string, headers: Record<string, string>, body: string): Call => ({
  url,
  headers,
  header: (name) => headers[name],
  body: Buffer.from(body),
});

/** One with other headers, or another body. */
export const changed = (
  { url, headers, body }: Call,
  { headers: others = {}, body: other }: { headers?: Record<string, string | undefined>; body?: string },
): Call => {
  const kept = Object.entries({ ...headers, ...others }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return call(url, Object.fromEntries(kept), other ?? body.toString("utf8"));
};

export const json = (status: number, body: unknown, headers?: Record<string, string>): Answer => ({
  status,
  body: JSON.stringify(body),
  ...(headers && { headers }),
});
