import type { Contact, Owner, TranscriptEntry } from "../conversation.ts";
import type { AcceptChange } from "../ports/store.ts";

// What stores keep of the model, in which all that is not looked at by a store is JSON: one text, whatever is in it,
// which comes back to the character.

/** A conversation with its contact; `about`, `reference`, `handover`, `state`, `contact` are JSON. */
export interface ConversationRow {
  id: string;
  shopId: string;
  contactId: string;
  about: string;
  reference: string;
  owner: Owner;
  epoch: number;
  handover: string | null;
  version: number;
  state: string;
  contact: string;
  /** Milliseconds; absent in what older programs wrote. */
  heardAt?: number | null;
  freeUntil?: number | null;
  goneAt?: number | null;
  spentUntil?: number | null;
}

/** `event` is JSON. */
export interface MailRow {
  seq: number;
  event: string;
}

/** `body` is the activity of a message, or a call whole; it and `causes` are JSON. */
export interface OutboxRow {
  conversationId: string;
  seq: number;
  lane: "message" | "call";
  sender: "bot" | "staff" | null;
  causes: string | null;
  body: string;
  epoch: number;
  status: "due" | "sending";
  attempts: number;
  /** Absent in what older programs wrote, and in dead letters. */
  requestsTaken?: number;
  sendingAt?: number | null;
  /** JSON. */
  echoed?: string | null;
  /** JSON; null: none. */
  terms?: string | null;
  createdAt: number;
  dueAt: number;
  lastError: string | null;
}

/** `event`, `activity` and `causes` are JSON. */
export interface TranscriptRow {
  seq: number;
  at: string;
  sender: TranscriptEntry["from"];
  event: string | null;
  activity: string | null;
  status: TranscriptEntry["status"];
  reason: string | null;
  causes: string | null;
  /** JSON. */
  delivery: string | null;
  /** JSON; absent in what older programs wrote. */
  terms?: string | null;
}

/** An event with its JSON encoded; `key` is made exact. */
export interface EventRow {
  key: string;
  kind: string;
  at: string;
  json: string;
}

/** An effect with its JSON encoded; `callKey` is made exact. */
export type EffectRow =
  | { lane: "message"; sender: "bot" | "staff"; causes: string; body: string; terms: string | null }
  | { lane: "call"; callKey: string; body: string };

/** An opening with its JSON encoded; `identities` are made exact. */
export interface OpeningRow {
  shopId: string;
  identities: string[];
  /** The identity of the number; null: there is none. */
  phoneIdentity: string | null;
  phone: string | null;
  about: string;
  reference: string | null;
  claimed: { name?: string; phone?: string; email?: string };
  language: Contact["language"];
  at: number;
}

/** `handover` is JSON, or null to clear it; absent: as it was. */
export interface OwnerChange {
  owner?: Owner;
  handover?: string | null;
}

/** A change that comes with events. `freeUntil`: milliseconds; what is there already may be later. */
export type AcceptChangeRow = OwnerChange &
  Pick<AcceptChange, "wantsMessages" | "ifEpoch" | "ifRoom" | "unanswered" | "gone"> & { freeUntil?: number };

/** `event` is JSON. */
export interface ParkedRow {
  conversationId: string;
  seq: number;
  event: string;
  reason: string;
  at: number;
}
