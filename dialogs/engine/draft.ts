import type { Content } from "../../models/activity.ts";
import type { CallEffect, Contact, Conversation, Handover } from "../../models/conversation.ts";
import type { EventOf } from "../../models/events.ts";
import type { Language } from "../../models/language.ts";
import { maskPersonal } from "../../models/mask.ts";
import type { Commerce } from "../../models/ports/commerce.ts";
import type { Recogniser, Understanding } from "../../models/ports/recogniser.ts";
import type { Replies } from "../../models/ports/replies.ts";
import type { Shop } from "../../models/shop.ts";
import type { UnclearReason } from "../../models/unclear.ts";
import { beginLater } from "./begin-later.ts";
import type { ContactChange, Flow, Scene, Slot, SlotValue } from "./flow.ts";
import { type Next, type Reply, renderReply } from "./reply.ts";
import { planSatisfaction } from "./settled.ts";
import { slotsFromMemory, slotsInterrupted } from "./slots.ts";
import type { DialogState, Frame } from "./state.ts";
import { takeBackAll } from "./undo.ts";
import { walk } from "./walk.ts";

/** What a turn may use. Everything is read through ports; nothing is written. */
export interface Services {
  flows: ReadonlyMap<string, Flow>;
  recogniser: Recogniser;
  /** What the shop makes of an utterance beyond what the recogniser says of it. */
  interpret: (text: string, understanding: Understanding) => Understanding;
  /** Next steps that suit anybody, for who was not understood. */
  menu: readonly Next[];
  replies: Replies;
  commerce: Commerce;
  shop: Shop;
}

/** An open question is forgotten after a day: "oui" then means nothing. */
const questionLifeMs = 24 * 60 * 60 * 1000;

const reassureEveryMs = 10 * 60 * 1000;

/** More interrupted flows than this are not remembered. */
const mostFrames = 4;
/** The same for flows that ended with a failed call. */
const mostFailed = 2;

/** A turn in the making: the state so far and what has been decided to say and do. */
export class Draft {
  readonly state: DialogState;
  readonly contents: Content[] = [];
  readonly calls: CallEffect[] = [];
  readonly contact: ContactChange & { language?: Language } = {};
  handover: Handover | null = null;
  readonly services: Services;
  readonly now: Date;
  /** Keys of the events that this turn answers. */
  readonly causes: string[];
  readonly #conversation: Conversation;
  readonly #person: Contact;
  readonly #first: boolean;

  constructor(
    state: DialogState,
    services: Services,
    who: { conversation: Conversation; contact: Contact },
    now: Date,
    causes: string[],
  ) {
    this.state = { ...state, turns: state.turns + 1 };
    this.services = services;
    this.now = now;
    this.causes = causes;
    this.#conversation = who.conversation;
    this.#person = who.contact;
    this.#first = !state.introduced;
  }

  get language(): Language {
    return (
      this.state.memory.language ??
      this.state.language ??
      this.#person.language ??
      this.services.shop.languages[0]!
    );
  }

  /** Whether a person was already asked for. */
  get waiting(): boolean {
    return this.#conversation.owner === "waiting";
  }

  scene(frame?: Frame): Scene {
    const { commerce, replies, shop } = this.services;
    const contact = { ...this.#person, ...this.contact };
    return {
      values: { ...frame?.slots },
      now: this.now,
      language: this.language,
      shop,
      contact,
      causes: this.causes,
      first: this.#first,
      conversation: this.#conversation,
      interrupts: this.state.stack.some((other) => other.id !== frame?.id && other.question !== null),
      commerce,
      replies,
      memory: this.state.memory,
      made: frame?.made ?? {},
    };
  }

  say(reply: Reply): void {
    this.#say(this.contents.length, reply);
  }

  #say(place: number, reply: Reply): void {
    const { name } = { ...this.#person, ...this.contact };
    const params = { name: name ?? "", ...reply.params };
    const content = renderReply({ ...reply, params }, this.services.replies, this.language, this.state.turns);
    this.contents.splice(place, 0, content);
  }

  flow(name: string): Flow | undefined {
    return this.services.flows.get(name);
  }

  flowFor(intent: string): Flow | undefined {
    for (const flow of this.services.flows.values()) if (flow.intents.includes(intent)) return flow;
    return undefined;
  }

  title(flow: Flow): string {
    return this.services.replies.render(flow.title, this.language, {}, 0);
  }

  /** The flow under way, if any. */
  get top(): Frame | undefined {
    return this.state.stack.at(-1);
  }

  /** The slot of the open question. */
  get asked(): Slot<Record<string, unknown>> | undefined {
    const { top } = this;
    return top?.question ? this.flow(top.flow)?.slots[top.question.slot] : undefined;
  }

  /** Whether the question of a frame is too old to be answered. */
  expired(frame: Frame): boolean {
    return (
      frame.question !== null && this.now.getTime() - Date.parse(frame.question.askedAt) > questionLifeMs
    );
  }

  /**
   * Begins a flow above whatever is under way, and walks it. An earlier run of it is forgotten, and so is an open
   * question too old to be answered; what they had done stays done, for nobody took it back.
   */
  async begin(
    flow: Flow,
    slots: Record<string, SlotValue>,
    options: { proactive?: boolean } = {},
  ): Promise<void> {
    this.state.stack = this.state.stack.filter((frame) => frame.flow !== flow.name).slice(1 - mostFrames);
    this.state.frames++;
    const frame: Frame = {
      id: `f${this.state.frames}`,
      flow: flow.name,
      version: flow.version,
      slots: { ...slotsFromMemory(flow, slots, this.scene()), ...this.#interrupted(flow), ...slots },
      said: {},
      made: {},
      question: null,
      proactive: options.proactive ?? false,
    };
    this.state.stack.push(frame);
    await this.advance(frame);
  }

  #interrupted(flow: Flow): Record<string, SlotValue> {
    const { top } = this;
    const asking = top && !this.expired(top) ? this.flow(top.flow) : undefined;
    return top && asking ? slotsInterrupted(flow, asking, top) : {};
  }

  /** What the shop begins by itself, unless the shopper wants nothing of that kind any more. */
  async beginUnasked(flow: Flow, slots: Record<string, SlotValue>): Promise<void> {
    if (this.#person.wantsMessages) await this.begin(flow, slots, { proactive: true });
  }

  beginLater(start: EventOf<"start">, at: Date): void {
    this.calls.push(beginLater(this.#conversation.id, start, at));
  }

  /** Walks a frame of the stack, raised to its top, and takes the consequences. */
  async advance(frame: Frame): Promise<void> {
    const others = this.state.stack.filter((other) => other.id !== frame.id);
    const flow = this.flow(frame.flow);
    if (!flow) {
      this.state.stack = others;
      return;
    }
    const { undone, turns } = this.state;
    const walked = await walk(flow, upToDate(frame, flow), this.scene(frame), undone, turns);
    this.contents.push(...walked.contents);
    this.calls.push(...walked.calls);
    this.state.memory = walked.memory;
    Object.assign(this.contact, walked.contact);
    if (walked.end === "asked" || walked.end === "calling") {
      this.state.stack = [...others, walked.frame];
      return;
    }
    this.state.stack = others;
    this.#noteFailure(walked.frame);
    if (walked.end === "go") {
      const next = this.flow(walked.flow);
      if (next) await this.begin(next, walked.slots, { proactive: frame.proactive });
      return;
    }
    if (flow.settles) this.#noteSettled();
    this.state.recent = { ...walked.frame, endedAt: this.now.toISOString() };
    if (walked.end === "handoff") this.handOver(walked.handover.reason, walked.handover.summary);
    else await this.resume();
  }

  #noteSettled(): void {
    const { id, owner } = this.#conversation;
    const isSettled = owner === "bot" && !this.#first && this.state.stack.length === 0;
    if (isSettled && this.#person.wantsMessages) this.calls.push(planSatisfaction(id, this.causes[0]!));
  }

  #noteFailure(frame: Frame): void {
    const others = this.state.failed.filter(({ id }) => id !== frame.id);
    const failed = Object.values(frame.made).some(({ outcome }) => outcome?.ok === false);
    this.state.failed = failed ? [...others, frame].slice(-mostFailed) : others;
  }

  /** Goes back to the flow that was interrupted, with a reminder of its question; not while a person is on the way. */
  async resume(): Promise<void> {
    if (this.waiting) return;
    this.state.stack = this.state.stack.filter((frame) => !this.expired(frame) && this.flow(frame.flow));
    const frame = this.top;
    const flow = frame && this.flow(frame.flow);
    if (frame && flow) {
      if (!frame.question) return;
      const said = this.contents.length;
      await this.advance(frame);
      // What was asked may be answered by what came in between.
      if (frame.question) this.#say(said, { key: "engine.resume", params: { title: this.title(flow) } });
    }
  }

  /** Drops the flow under way and takes back what it had done. */
  cancel(): Flow | undefined {
    const frame = this.state.stack.pop();
    const flow = frame && this.flow(frame.flow);
    if (frame && flow) this.calls.push(...takeBackAll(this.state.undone, flow, frame));
    return flow;
  }

  /** Calls a person. Said once: while one is already on the way, nothing changes. */
  handOver(reason: string, summary: string): void {
    if (this.waiting || this.handover) {
      this.reassure();
      return;
    }
    this.handover = { reason, summary, at: this.now.toISOString() };
    this.say({ key: "handover.waiting" });
  }

  /** Tells who waits for a person that one is on the way; not after every message. */
  reassure(): void {
    const { reassuredAt } = this.state;
    if (reassuredAt !== null && this.now.getTime() - Date.parse(reassuredAt) < reassureEveryMs) return;
    this.state.reassuredAt = this.now.toISOString();
    this.say({ key: "handover.still_waiting" });
  }

  /** Keeps in mind that a message may be misread: see {@link noteDoubtful}. */
  doubt(reason: UnclearReason, text: string, { intents, entities }: Understanding): void {
    const masked = maskPersonal(text, entities, this.#person.name);
    this.state.doubtful = { reason, text: masked, language: this.state.spoken ?? this.language, intents };
  }

  /**
   * Hands the doubtful message to the people who teach the models.
   * @param chosen the intent that the shopper chose afterwards
   */
  noteDoubtful(chosen: string | null): void {
    const { doubtful } = this.state;
    if (!doubtful) return;
    const key = `unclear:${this.causes[0]}${chosen === null ? "" : ":chosen"}`;
    this.calls.push({ kind: "call", key, action: "nlu.noteUnclear", args: { ...doubtful, chosen } });
  }

  /** The utterance read with what we hope to hear. */
  understand(text: string): Understanding {
    const flow = this.top?.question && this.flow(this.top.flow);
    const slot = this.asked;
    const entities = Object.values(flow?.slots ?? {}).flatMap((each) => each?.entity ?? []);
    return this.services.recogniser.understand(text, {
      locale: this.state.spoken ?? this.language,
      now: this.now,
      ...(flow && {
        expected: { entities, ...(slot?.confirms && { intents: ["answer.yes", "answer.no"] }) },
      }),
    });
  }
}

/** A frame left by an older version of its flow keeps its slots and starts from the top. */
function upToDate(frame: Frame, flow: Flow): Frame {
  if (frame.version === flow.version) return frame;
  const slots = Object.fromEntries(Object.entries(frame.slots).filter(([name]) => name in flow.slots));
  return { ...frame, version: flow.version, slots, said: {}, question: null };
}
