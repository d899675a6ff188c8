import type { Contact, Conversation } from "../../models/conversation.ts";
import type { Language } from "../../models/language.ts";
import type { Commerce } from "../../models/ports/commerce.ts";
import type { EntityType, Understanding } from "../../models/ports/recogniser.ts";
import type { Replies } from "../../models/ports/replies.ts";
import type { Shop } from "../../models/shop.ts";
import type { Reply } from "./reply.ts";
import type { Heard } from "./slots.ts";
import type { Memory } from "./state.ts";

/** What slots hold: plain data, so that a position in a flow can be stored, shown and resumed. */
export type SlotValue = string | number | boolean;

/** What a step's function may look at. `V` are the values of the flow: its slots, reads and call results. */
export interface Scene<V = Record<string, unknown>> {
  values: V;
  now: Date;
  language: Language;
  shop: Shop;
  contact: Contact;
  /** Keys of the events that are being answered. */
  causes: string[];
  /** The first reply of this conversation. */
  first: boolean;
  conversation: Pick<Conversation, "id" | "channel" | "peer" | "owner" | "reach">;
  /** The question of another flow is open meanwhile. */
  interrupts: boolean;
  commerce: Commerce;
  replies: Replies;
  memory: Memory;
  /** The calls of this run, by step, over or not: what is read afterwards is no longer as it was before them. */
  made: Readonly<Record<string, { key: string; args: Record<string, unknown> }>>;
}

/** Where a slot's value may come from. */
export interface Slot<V> {
  /** Filled from an entity of this type, in any utterance. */
  entity?: EntityType;
  /** Only such entities, e.g. categories but not products. */
  accepts?: (normalized: string, scene: Scene<V>) => boolean;
  /** Found in any utterance, asked for or not ("moins cher"). */
  hears?: (text: string, understanding: Understanding, scene: Scene<V>) => SlotValue | null;
  /** Reads a typed answer to this slot's question, or a tapped value (any, without it). Null: that is no answer. */
  parse?: (text: string, scene: Scene<V>) => SlotValue | null;
  /** Any words are an answer, unless they clearly ask for something else. */
  free?: boolean;
  /** A picture is the answer, and nothing else; the value is its id, by which staff have it. */
  picture?: boolean;
  /** A shared location is an answer as well; the value is then a `geo:` address (RFC 5870), see `place.ts`. */
  place?: boolean;
  /** A name, a street: whatever language it is written in, ours stays. */
  names?: boolean;
  /** The number of a contact that is shared is an answer as well, and says as much as if it were typed. */
  phone?: boolean;
  /** Yes or no, in words, emoji or taps; the value is a boolean. */
  confirms?: boolean;
  /** Once the flow has ended, another value is no correction of it. */
  settled?: boolean;
  /** The slot that its question is about: a flow that begins in place of an answer is about the same. */
  about?: keyof V & string;
  /** Taken from what the conversation was last about, when the shopper does not say. */
  remembered?: keyof Memory;
}

type Key<V> = keyof V & string;
type MaybePromise<T> = T | Promise<T>;

/** An answer that is offered with a question: what it says and the slot value it gives. */
export interface Option {
  title: string;
  value: SlotValue;
}

export interface Question {
  reply: Reply;
  options?: Option[];
  /** What it is about, in slots: a tap that comes when the question is long over begins the flow again, about that. */
  about?: Record<string, SlotValue>;
}

export interface CallSpec<V> {
  action: string;
  /** Names the business thing, never the tap: `cart:<id>:v3:checkout`. */
  key: (scene: Scene<V>) => string;
  args: (scene: Scene<V>) => Record<string, unknown>;
  /** The values it was made from: when one of them changes, it is undone and made again. */
  uses: Key<V>[];
  undo?: {
    action: string;
    args: (made: { key: string; args: Record<string, unknown> }) => Record<string, unknown>;
  };
}

export type CallOutcome<T = unknown> = { ok: true; value: T } | { ok: false; error: string };

/** A named place in a flow. The name is stored, so renaming a step means a new version of the flow. */
export type Step<V> =
  | {
      kind: "ask";
      name: Key<V>;
      question: (scene: Scene<V>) => MaybePromise<Question>;
      about?: (scene: Scene<V>) => string;
    }
  | { kind: "fill"; name: Key<V>; fill: (scene: Scene<V>) => MaybePromise<SlotValue | undefined> }
  | { kind: "read"; name: Key<V>; read: (scene: Scene<V>) => MaybePromise<unknown> }
  | { kind: "call"; name: Key<V>; call: CallSpec<V> }
  | { kind: "say"; name: string; say: (scene: Scene<V>) => MaybePromise<Reply | Reply[] | null> }
  | { kind: "check"; name: string; check: (scene: Scene<V>) => MaybePromise<Problem<V> | null> }
  | { kind: "branch"; name: string; choose: (scene: Scene<V>) => string; cases: Record<string, Step<V>[]> }
  | { kind: "remember"; name: string; remember: (scene: Scene<V>) => Partial<Memory> }
  | { kind: "profile"; name: string; change: (scene: Scene<V>) => ContactChange }
  | { kind: "handoff"; name: string; handoff: (scene: Scene<V>) => { reason: string; summary: string } }
  | { kind: "go"; name: string; go: (scene: Scene<V>) => { flow: string; slots: Record<string, SlotValue> } };

export type ContactChange = Partial<Pick<Contact, "name" | "wantsMessages">>;

/** Something the shopper said does not fit: say so, forget those slots, and walk again. */
export interface Problem<V> {
  /** Left out when what is forgotten speaks for itself. */
  reply?: Reply;
  forget: Key<V>[];
}

export interface Flow<V = Record<string, unknown>> {
  name: string;
  /** Raise it when steps or slots change: a conversation inside keeps its slots and walks from the top. */
  version: number;
  /** Intents that begin it. */
  intents: string[];
  /** Reply key that names it to the shopper, on buttons and in reminders: "Suivre ma commande". */
  title: string;
  slots: { [K in Key<V>]?: Slot<V> };
  /** Intents that go on with this flow, when they name no subject of their own: "et en 40 ?" after a search. */
  continues?: string[];
  /**
   * Asked for again once it has ended, it is done once more: only words that take something back ("no, in 40") correct what
   * was done.
   */
  repeats?: true;
  /**
   * Words that, just after it has ended, are about what it has done: the flow that they begin, and with what. Null: they
   * are not.
   */
  followUp?: {
    flow: string;
    slots: (heard: Heard, scene: Scene<V>) => Record<string, SlotValue> | null;
  };
  /** The flow that takes it back: what a bare "cancel" begins, with the same subject, once this one has ended. */
  cancelledBy?: string;
  /** Who says this has what they wanted: they are asked later how it went, unless something else is under way. */
  settles?: true;
  /** The slots that name what it is about: another value, once it has ended, is a new wish and not a correction. */
  subject?: Key<V>[];
  steps: Step<V>[];
}

/** Inside, a flow's functions know the types of its values; the engine, which runs any flow, does not. */
export function flow<V>(
  name: string,
  definition: Omit<Flow<V>, "name" | "title"> & { title?: string },
): Flow {
  return { name, title: `title.${name}.button`, ...definition } as unknown as Flow;
}

/** Asks for a slot, unless it is known. A reply key, or a function where the question needs more. */
export function ask<V>(
  name: Key<V>,
  question: string | ((scene: Scene<V>) => MaybePromise<Question>),
): Step<V> {
  return {
    kind: "ask",
    name,
    question: typeof question === "string" ? () => ({ reply: { key: question } }) : question,
  };
}

/**
 * Asks whether something may be done. The answer holds for what it was asked about: when that has changed meanwhile (a
 * price, an address), or when it comes without having been asked for, it is asked (again).
 * @param name a slot that `confirms`
 */
export function agree<V>(
  name: Key<V>,
  question: (scene: Scene<V>) => MaybePromise<Question>,
  about: (scene: Scene<V>) => string,
): Step<V> {
  return { kind: "ask", name, question, about };
}

/** Fills a slot that the shopper left open. Once: what a flow is about stays, whatever the flow itself changes. */
export function fill<V>(
  name: Key<V>,
  look: (scene: Scene<V>) => MaybePromise<SlotValue | undefined>,
): Step<V> {
  return { kind: "fill", name, fill: look };
}

/** Looks something up. Not stored: read again whenever the flow is walked. */
export function read<V>(name: Key<V>, look: (scene: Scene<V>) => MaybePromise<unknown>): Step<V> {
  return { kind: "read", name, read: look };
}

/** Has something done and waits for the outcome, which becomes the value `name` (a {@link CallOutcome}). */
export function call<V>(name: Key<V>, spec: CallSpec<V>): Step<V> {
  return { kind: "call", name, call: spec };
}

/** Says something; not again on a later walk unless what it says has changed. */
export function say<V>(
  name: string,
  words: (scene: Scene<V>) => MaybePromise<Reply | Reply[] | null>,
): Step<V> {
  return { kind: "say", name, say: words };
}

/** Makes sure that what is known fits together, before going on. */
export function check<V>(name: string, find: (scene: Scene<V>) => MaybePromise<Problem<V> | null>): Step<V> {
  return { kind: "check", name, check: find };
}

export function branch<V>(
  name: string,
  choose: (scene: Scene<V>) => string,
  cases: Record<string, Step<V>[]>,
): Step<V> {
  return { kind: "branch", name, choose, cases };
}

/** Keeps something for the flows that come after. */
export function remember<V>(name: string, what: (scene: Scene<V>) => Partial<Memory>): Step<V> {
  return { kind: "remember", name, remember: what };
}

/** Changes what the shop knows of this person. */
export function profile<V>(name: string, change: (scene: Scene<V>) => ContactChange): Step<V> {
  return { kind: "profile", name, change };
}

/** Calls a person, with a summary for them. Ends the flow. */
export function handoff<V>(
  name: string,
  why: (scene: Scene<V>) => { reason: string; summary: string },
): Step<V> {
  return { kind: "handoff", name, handoff: why };
}

/** Ends this flow and begins another in its place. */
export function go<V>(
  name: string,
  where: (scene: Scene<V>) => { flow: string; slots: Record<string, SlotValue> },
): Step<V> {
  return { kind: "go", name, go: where };
}
