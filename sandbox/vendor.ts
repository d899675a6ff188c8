import type { IncomingHttpHeaders } from "node:http";
import type { AccountSettings } from "../bots/channel-settings.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { ChannelName } from "./channels.ts";
import type { Entry, State } from "./chats.ts";
import type { Deed, DeedOf } from "./deeds.ts";
import type { Shown, Tap } from "./shown.ts";

/** A request of the product. `path` begins after the address of the vendor's API, and has its query. */
export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What the vendor answers: JSON, or a file. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  json?: unknown;
  file?: { bytes: Buffer; contentType: string };
}

/** A call of a webhook. It may be made again: what is signed with the time is signed anew. */
export interface Call {
  /** From the origin of the product. */
  path: string;
  body: string;
  headers(now: Date): Record<string, string>;
}

/** A shopper, as the vendor knows them. */
export interface Shopper {
  id: string;
  name: string;
  /** `fr`, `ar`, `en`: of their app, where the vendor tells it. */
  language: string;
  /** When they last wrote: the vendor's window for free words begins then. */
  wroteAt: Date | null;
  /** When they last did so after an ad, where that opens a longer window. */
  wroteByAdAt?: Date;
  /** The vendor's own inbox has the conversation, and may keep it from the shop's app. */
  inbox?: "has" | "keeps";
  blocks: boolean;
  /** Stopped what the shop begins: by the vendor's switch, or by a word that the vendor obeys. */
  optedOut: boolean;
}

/** What the vendor's stand-in is given: the chats of its channels, and ids. */
export interface Desk {
  clock: Clock;
  /** Where this vendor's API is, without a slash at the end. */
  apiUrl: string;
  /** The origin of the product, as the vendor was told it. */
  productUrl: string;
  /** Never the same again, not even by the next simulator on the same data. */
  nextNumber(): number;
  shopper(channel: ChannelName, id: string): Shopper | undefined;
  /** Who wrote the message that has this id; undefined: nobody of whom we know. */
  writerOf(id: string): string | undefined;
  /** The messages with a shopper, the newest last. */
  chat(channel: ChannelName, shopper: string): Entry[];
  /** A message of the shop counts as sent. Its receipts follow. */
  take(channel: ChannelName, message: { to: string; id: string; request: unknown; shows: Shown }): Entry;
  /** The shop showed that it has seen what the shopper wrote. */
  seen(channel: ChannelName, shopper: string): void;
  /** Tells the product of a message of the shop, after the answer and in this order. */
  report(entry: Entry, states: readonly Reported[]): void;
}

/** What a receipt says. `code`: why it failed. */
export interface Reported {
  state: Exclude<State, "accepted">;
  code?: number;
}

/** A tap, with the message that it is in; null: it is in the menu. */
export interface Tapped {
  kind: "tap";
  tap: Tap;
  entry: Entry | null;
}

/** What a shopper does that the vendor tells the product of at once. */
export type Act = Exclude<Deed, DeedOf<"tap"> | DeedOf<"reads">> | Tapped;

/** What came of a shopper's deed: what they see of it themselves, and the calls that the vendor makes. */
export interface Done {
  id: string;
  shows: Shown;
  calls: Call[];
}

/** How a vendor fails when it is told to. `code`: the vendor's own. */
export interface Failure {
  status?: number | undefined;
  code?: number | undefined;
  retryAfterSeconds?: number | undefined;
}

/** The shopper cannot do this there. */
export class CannotError extends Error {
  override readonly name = "CannotError";
}

/** A stand-in of one vendor, for one or more channels. */
export interface Vendor {
  /** The beginning of its paths on the simulator. */
  name: string;
  channels: readonly ChannelName[];
  /** What leads the product here. */
  env: Record<string, string>;
  /** Accounts besides the one of `env`. */
  more?: readonly AccountSettings[];
  /** Pauses in ms before a call that was not taken is made again, and again. */
  retryMs: readonly number[];
  /** The channel on which a request sends a message: faults are for these. Null: it asks something else. */
  sends(asked: Asked): ChannelName | null;
  answer(asked: Asked): Answer;
  failure(failure: Failure): Answer;
  /** What the shop offers beside the field, in the language of a shopper's app. Absent: this vendor has no such menu. */
  menu?(language: string): Tap[];
  /** Makes an address as the vendor writes it. @throws {CannotError} */
  addressOf(channel: ChannelName, written: string): string;
  /** @throws {CannotError} */
  act(channel: ChannelName, shopper: Shopper, act: Act): Done;
  /** Null: this vendor does not tell. */
  receipt(entry: Entry, reported: Reported): Call | null;
}
