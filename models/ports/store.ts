import type {
  Contact,
  Conversation,
  Effect,
  Handover,
  OutboxItem,
  Owner,
  TranscriptEntry,
} from "../conversation.ts";
import type { Delivery } from "../delivery.ts";
import type { InboundEvent, NotKept, StoredEvent } from "../events.ts";
import type { Expiry } from "../retention.ts";
import type { Blobs } from "./blobs.ts";
import type { MediaStore } from "./media.ts";
import type { OpenRecords } from "./records.ts";

/** The store cannot write (disk full, locked, unreachable): refuse the request with 503, keep what is there. */
export class StorageError extends Error {
  override readonly name = "StorageError";
}

export interface Opening {
  shopId: string;
  channel: string;
  account: string;
  peer: string;
  /** Identity keys (`web:<id>`, `whatsapp:<account>:<id>`); the first one known decides. At least one. */
  identities: string[];
  /**
   * The number that they write from, E.164, where the vendor vouches for it. All conversations with it are one contact's;
   * beside it, only a code that arrived there makes them that.
   */
  phone?: string;
  claimed?: { name?: string; phone?: string; email?: string };
  language?: Contact["language"];
  reference?: unknown;
  at: Date;
}

/** What became of one event: a new one, one seen before, or one too many for the mailbox. */
export type Acceptance = { outcome: "accepted" | "duplicate" | "flooded" | "superseded"; seq: number };

/** A change that must hold from the very write that accepts its event. */
export interface AcceptChange {
  /** Only while the conversation still has this epoch: else nothing is accepted, the outcome is `superseded`. */
  ifEpoch?: number;
  /**
   * One too many is `flooded` as if it had never come, for a caller who is told so and comes again with the same key;
   * else it is recorded as unread, and the shopper is told.
   */
  ifRoom?: boolean;
  /** Only for people to read: recorded as unread, and answered by nobody. */
  unanswered?: boolean;
  owner?: Owner;
  handover?: Handover | null;
  wantsMessages?: boolean;
  /** The vendor says that the shopper is not to be reached. */
  gone?: boolean;
}

/** A worker's right to a conversation until `until`. */
export interface Lease {
  conversationId: string;
  token: string;
  until: Date;
}

export interface Claim {
  lease: Lease;
  conversation: Conversation;
  contact: Contact;
  /** In the order of their seq. Results of calls come first. */
  mailbox: StoredEvent[];
  outbox: OutboxItem[];
  /** True when the worker that held it before died with it in hand. */
  orphaned: boolean;
  /** How often a worker died with this conversation in hand and no other. */
  crashes: number;
}

export interface TurnCommit {
  /** The version the turn was computed from. */
  version: number;
  state: unknown;
  /** Seqs of the events this turn handled; they leave the mailbox. */
  handled: number[];
  effects: Effect[];
  /** A change of owner decided by the turn (a handover). Raises the epoch. */
  owner?: Owner;
  handover?: Handover | null;
  contact?: Partial<Pick<Contact, "name" | "language" | "wantsMessages">>;
  at: Date;
}

/**
 * `stale`: somebody committed or changed the owner since the holder last loaded; load and run again. `lost`: the
 * lease is gone; drop the work. `published` counts the messages that this write delivered; `sending` is the item that
 * it marked.
 */
export type CommitOutcome =
  | {
      outcome: "committed";
      outbox: OutboxItem[];
      published: number;
      sending: string | null;
      released: boolean;
    }
  | { outcome: "stale" }
  | { outcome: "lost" };

export interface CommitOptions {
  /**
   * Messages go straight to the transcript, for channels where that row is the delivery (the web page); behind
   * one that still waits in the outbox they wait as well.
   */
  publish?: boolean;
  /** Marks the first message as being sent, as `markSending` would, when none waits before it. */
  send?: boolean;
  /** Gives the lease back in the same write, when no event waits and the outbox is empty. */
  release?: boolean;
}

/** The end of one outbox item. `result` goes to the mailbox in the same write. */
export type Settlement =
  /** `spends`: milliseconds of the rate at which one shopper may be written to. */
  | { status: "sent"; at: Date; vendorId?: string; spends?: number }
  | { status: "withheld"; at: Date; reason: string }
  | { status: "called"; at: Date; result: InboundEvent };

/**
 * A failed try: later again, or never (a dead letter). `untried`: it was not even tried, and is not counted.
 * `unsure`: it may have been taken. `requestsTaken`: of its requests, so many got through. `gone`: the vendor says that the
 * shopper is not to be reached.
 */
export type Failure = { error: string; at: Date } & (
  | { retryAt: Date; untried?: boolean; unsure?: boolean; requestsTaken?: number }
  | { dead: true; gone?: boolean; result?: InboundEvent }
);

export interface DeadLetter extends OutboxItem {
  conversationId: string;
  diedAt: string;
}

/** What became of the file of a media event: kept under an id, or not at all. */
export type FileNote = { mediaId: string } | { notKept: NotKept };

/** Poison events taken out of a mailbox, kept for people to look at. */
export interface ParkedEvent {
  conversationId: string;
  event: StoredEvent;
  reason: string;
  at: string;
}

/**
 * Conversations with their mailbox and outbox. Each call is one atomic, durable write (or one read) of one
 * conversation; its promise settles only when the write is on disk.
 * @throws {StorageError} from every method when the store cannot be read or written.
 */
export interface ConversationStore {
  /**
   * Finds the conversation of an identity, or creates it with its contact. Concurrent openings agree. One that is
   * known learns the other identities, and keeps the newest reference, number and claims.
   */
  open(opening: Opening): Promise<{ conversationId: string; contactId: string; created: boolean }>;
  /** Two conversations have turned out to be one person's: the contact of the second becomes that of the first, with all its others. */
  join(stays: string, goes: string): Promise<void>;
  /** From now on these identities are nobody's: a number may be given to somebody else. */
  leave(shopId: string, identities: string[]): Promise<void>;
  /**
   * Dedupes by key, appends to mailbox and transcript. Never raises the version. `change` is made when at least
   * one of the events is new. Null: no such conversation.
   */
  accept(conversationId: string, events: InboundEvent[], change?: AcceptChange): Promise<Acceptance[] | null>;
  /** Takes the lease if it is free or expired and there is work; else null. */
  claim(conversationId: string, worker: string, now: Date, leaseMs: number): Promise<Claim | null>;
  /** Ids of conversations that need a worker now and have none, oldest first. */
  due(now: Date, limit: number): Promise<{ conversationId: string; orphaned: boolean }[]>;
  /** @returns the prolonged lease, or null when it is lost. */
  renew(lease: Lease, now: Date, leaseMs: number): Promise<Lease | null>;
  /** Loads again under a lease still held: null when it is lost. */
  reload(lease: Lease): Promise<Claim | null>;
  commit(lease: Lease, turn: TurnCommit, options?: CommitOptions): Promise<CommitOutcome>;
  /** Says "I am about to send this". False when the lease is lost, or the epoch is no longer `epoch` (null: any). */
  markSending(lease: Lease, itemId: string, epoch: number | null, at: Date): Promise<boolean>;
  /**
   * Writes the transcript row or the result, and removes the item, in one write. `lost`: the lease or the item is gone.
   * @param options.release gives the lease back in the same write, when no event waits and the outbox is empty.
   */
  settle(
    lease: Lease,
    itemId: string,
    settlement: Settlement,
    options?: { release?: boolean },
  ): Promise<"settled" | "released" | "lost">;
  fail(lease: Lease, itemId: string, failure: Failure): Promise<boolean>;
  /**
   * Notes a receipt of a message, whichever comes when, as long as it says more than the one before. It may come while
   * the message is still in the outbox: one whose process died while it was sent is then due at once.
   * @param request the key of the request that it is about, when it is about one.
   * @returns false: there is no such message.
   */
  noteDelivery(itemId: string, delivery: Delivery, request?: string): Promise<boolean>;
  /**
   * Counts a run alone after a crash, before the run; giving the lease back or parking ends the count.
   * @returns the count, this run included; 0 when the lease is lost.
   */
  countCrash(lease: Lease): Promise<number>;
  /**
   * Notes what became of the file of an event that waits, on the event and on its transcript row; where its vendor has it
   * is forgotten. Leaves the version alone. False: the lease or the event is gone.
   */
  noteFile(lease: Lease, seq: number, note: FileNote): Promise<boolean>;
  /** Takes events out of the mailbox without an answer and hands the conversation to people. */
  park(lease: Lease, seqs: number[], reason: string, at: Date): Promise<boolean>;
  /**
   * Gives the lease back. `more`: the mailbox is not empty or an effect is due by `now`, and the lease is kept.
   * `yield` gives it back all the same, to be found by `due`.
   */
  release(lease: Lease, now: Date, options?: { yield?: boolean }): Promise<"released" | "more" | "lost">;
  /** When the next conversation needs a worker (in the past: now); null when none does. */
  nextWake(): Promise<Date | null>;

  /** The conversation of an identity; null: nobody has it. */
  find(shopId: string, identity: string): Promise<string | null>;
  get(conversationId: string): Promise<{ conversation: Conversation; contact: Contact } | null>;
  /**
   * Transcript rows after a seq, in order, at most `limit` (default 100). Rows behind a message that is still
   * in the outbox are held back, so that a cursor never skips one.
   */
  transcript(conversationId: string, after: number, limit?: number): Promise<TranscriptEntry[]>;
  /** The newest rows, the newest first: also those behind a message that is still in the outbox. */
  latest(conversationId: string, limit: number): Promise<TranscriptEntry[]>;
  /** Conversations of a shop by owner, longest waiting first. */
  byOwner(
    shopId: string,
    owner: Owner,
    limit?: number,
  ): Promise<{ conversation: Conversation; contact: Contact }[]>;
  /** All conversations of a contact, the oldest first. */
  ofContact(contactId: string): Promise<{ conversation: Conversation; contact: Contact }[]>;
  deadLetters(limit?: number): Promise<DeadLetter[]>;
  /**
   * Puts a dead letter back into the outbox, as a new item at the end of its lane and of the present epoch: its
   * old place in the transcript says that it failed. False when there is none of that id.
   */
  retryDeadLetter(id: string, now: Date): Promise<boolean>;
  parked(limit?: number): Promise<ParkedEvent[]>;
  /**
   * One step of removing what is over: looks at the conversations after an id (empty: from the first on), and removes
   * rows from a transcript's beginning up to one that stays, dead letters and parked events. One that has events or
   * effects, or is in the hands of a worker, or waits for a person, is left alone.
   * @param limit conversations looked at, and transcript rows removed, at most.
   */
  expire(before: Expiry, after: string, limit: number): Promise<Expired>;
}

export interface Expired {
  transcript: number;
  deadLetters: number;
  parked: number;
  /** After which the next step goes on; null: there are no more. */
  next: string | null;
}

/** Who wants to hear of what other processes write. */
export interface News {
  /** The conversations that somebody here reads. */
  followed(): ReadonlySet<string>;
  /** A hint: whoever reads looks into the store. */
  changed(conversationId: string): void;
  /** The store cannot be asked; it goes on by itself. */
  onFault(error: unknown): void;
}

/** All that a shop's server keeps. */
export interface Store {
  conversations: ConversationStore;
  records: OpenRecords;
  /** Pictures, where they are kept with the rest; else they are files in the data folder. */
  media?: MediaStore;
  /** Files that all processes share; else there is one process, and its data folder. */
  blobs?: Blobs;
  /** Where several processes write; the answer ends it. */
  follow?(news: News): () => void;
  /** Finishes what was asked and closes; whatever is asked after that is refused. */
  close(): Promise<void>;
}
