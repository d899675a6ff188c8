import type { Activity } from "botframework-schema";
import type { Delivery } from "./delivery.ts";
import type { Purpose } from "./events.ts";
import type { Language } from "./language.ts";

/** Who speaks for the shop. While it is `staff` the bot is silent; `waiting` means a person was asked for. */
export type Owner = "bot" | "waiting" | "staff";

/** One shopper on one account of one channel. */
export interface Conversation {
  id: string;
  shopId: string;
  contactId: string;
  channel: string;
  account: string;
  /** The shopper's address on that channel (a phone number, a chat id, a web visitor's id). */
  peer: string;
  owner: Owner;
  /** Raised whenever the owner changes: an effect of an older epoch must not speak any more. */
  epoch: number;
  /** Why it waits for a person, in words for staff. Null unless `owner` is waiting or staff. */
  handover: Handover | null;
  /** Raised by every commit; a turn that read an older one is run again. */
  version: number;
  /** The dialog state as the engine last left it, or null before the first turn. */
  state: unknown;
  reach: Reach;
  /** What the channel needs to answer later (a Bot Framework conversation reference, for one). */
  reference: unknown;
  createdAt: string;
}

/** What is known of the way to the shopper. Instants are ISO 8601, UTC. */
export interface Reach {
  /** When they last wrote or tapped: the time for free words that some vendors give runs from then. */
  heardAt: string | null;
  /** Up to then free words may go out, whenever they last wrote: what they did gave the shop longer than usual. */
  freeUntil: string | null;
  /** Since when their vendor says that they cannot be reached; whatever they write ends it. */
  goneAt: string | null;
  /** Up to then what was sent uses up the rate at which one shopper may be written to. */
  spentUntil: string | null;
}

/** What staff read before they take over. */
export interface Handover {
  reason: string;
  summary: string;
  at: string;
  takenBy?: string;
  /** The app that has the conversation at its vendor, by the vendor's id: ours cannot write in it. */
  heldBy?: string;
  /** Why the vendor did not let our app take it from there, in its words. */
  refusal?: string;
}

/** A person the shop knows through one or more conversations. What they say of themselves is a claim. */
export interface Contact {
  id: string;
  shopId: string;
  name: string | null;
  language: Language | null;
  /** False after STOP: the shop starts nothing with this person any more; answers remain. */
  wantsMessages: boolean;
  /** E.164; the one that they last wrote from, vouched for by a vendor: that is a proof. */
  phone?: string;
  /** As told by the shopper or a web page; never a proof of identity. */
  claimed: { phone?: string; email?: string };
}

/** Something a turn decided and the worker carries out after the commit. */
export type Effect = MessageEffect | CallEffect;

export interface MessageEffect {
  kind: "message";
  activity: Partial<Activity>;
  from: "bot" | "staff";
  /** Keys of the events that this message answers. */
  causes: string[];
  terms?: MessageTerms;
}

/** What decides, beside its words, whether a message may go out. */
export interface MessageTerms {
  /** Nobody asked: the shop began the flow that says it. */
  unasked?: { flow: string; slots: Slots; purpose: Purpose };
  /** Only as the words that its vendor has approved. */
  asTemplate?: true;
  /** It was sent before and did not arrive; it is not sent a third time. */
  again?: true;
}

export type Slots = Record<string, string | number | boolean>;

/** A write whose answer the shopper waits for. Runs once for its key, however often it is asked for. */
export interface CallEffect {
  kind: "call";
  /** Names the business thing, never the tap: `reservation:<conversation>:<sku>`. */
  key: string;
  /** A named action of the registry in `bots/actions.ts`. */
  action: string;
  args: unknown;
}

export type OutboxStatus = "due" | "sending" | "dead";

/** An effect on its way, with the marks of its delivery. */
export interface OutboxItem {
  /** Unique in the whole store; the idempotency key towards the channel. */
  id: string;
  /** The place in the transcript of a message; order within the lane for the rest. */
  seq: number;
  effect: Effect;
  /** The conversation's epoch when it was decided. */
  epoch: number;
  status: OutboxStatus;
  attempts: number;
  /** Of the requests that its channel makes of it, so many have been taken by the vendor: the next try goes on there. */
  requestsTaken: number;
  /** Since when it has been on its way to the vendor, with nothing heard of it: by this process, or by one that died. */
  sendingAt: string | null;
  /** The keys of its requests of which the vendor has told that it took them. */
  echoed: string[];
  createdAt: string;
  /** Not before this instant. */
  dueAt: string;
  lastError: string | null;
}

/** A message or event as it is kept. `seq` is the cursor of the public API. */
export interface TranscriptEntry {
  id: string;
  seq: number;
  at: string;
  from: "shopper" | "bot" | "staff" | "system";
  /** The event (inbound) or the activity (outbound). */
  event?: unknown;
  activity?: Partial<Activity>;
  status: "received" | "unread" | "sent" | "withheld" | "failed";
  /** Why it was withheld or failed. */
  reason?: string;
  /** Of a message that was sent, on a channel whose vendor tells. */
  delivery?: Delivery;
  causes?: string[];
  terms?: MessageTerms;
}
