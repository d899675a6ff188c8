import { type Content, toActivity } from "../../models/activity.ts";
import { fetchOf, isFetch } from "../../models/announced.ts";
import type {
  CallEffect,
  Contact,
  Conversation,
  Effect,
  Handover,
  MessageTerms,
  Owner,
} from "../../models/conversation.ts";
import type { EventOf, StoredEvent } from "../../models/events.ts";
import type { TurnCommit } from "../../models/ports/store.ts";
import { Draft, type Services } from "./draft.ts";
import { followLanguage } from "./language.ts";
import { withoutOpening } from "./opening.ts";
import { geoAddress } from "./place.ts";
import { decide } from "./policy.ts";
import { joinContents } from "./reply.ts";
import { isReturned } from "./returned.ts";
import { planSatisfaction } from "./settled.ts";
import { readState } from "./state.ts";
import { tap } from "./taps.ts";
import { lateUndo } from "./undo.ts";

/** One batch of events for one conversation. */
export interface TurnInput {
  conversation: Conversation;
  contact: Contact;
  /** As chosen by `selectBatch`: consecutive texts, or one event of another kind. */
  events: StoredEvent[];
}

export type Turn = Pick<TurnCommit, "state" | "effects" | "owner" | "handover" | "contact">;

/** So much of a message is read; the rest is kept in the transcript. UTF-16 units. */
const mostChars = 1000;

type Handler = (draft: Draft, events: StoredEvent[]) => Promise<void>;

/**
 * What the shop answers to a batch of events. Reads through the ports it is given and writes nothing, so it can
 * be run again whenever its commit did not go through.
 */
export async function runTurn(input: TurnInput, services: Services, now: Date): Promise<Turn> {
  const state = readState(input.conversation.state);
  const [first] = input.events;
  if (isReturned(input.conversation, first)) {
    const conversation: Conversation = { ...input.conversation, owner: "bot", handover: null };
    return { owner: "bot", handover: null, ...(await runTurn({ ...input, conversation }, services, now)) };
  }
  if (first?.kind === "staff") return staffTurn(first, input);
  if (first?.kind === "announced") return announcedTurn(first, input);
  if (input.conversation.owner === "staff" && first?.kind !== "result") {
    return { state: input.conversation.state, effects: [] };
  }
  if (first?.kind === "resend") return resendTurn(first, input);
  const draft = new Draft(
    state,
    services,
    input,
    now,
    input.events.map((event) => event.key),
  );
  await handlers[first?.kind ?? "text"](draft, input.events);
  return finish(draft, input);
}

const handlers: Record<StoredEvent["kind"], Handler> = {
  text: onTexts,
  tap: (draft, [event]) => onTap(draft, event as EventOf<"tap">),
  result: (draft, [event]) => onResult(draft, event as EventOf<"result">),
  media: (draft, [event]) => onMedia(draft, event as EventOf<"media">),
  location: (draft, [event]) => onLocation(draft, event as EventOf<"location">),
  start: (draft, [event]) => onStart(draft, event as EventOf<"start">),
  flood: async (draft) => draft.say({ key: "engine.flood" }),
  parked: async (draft) => draft.say({ key: "handover.waiting" }),
  resend: async () => {},
  undelivered: async () => {},
  consent: async () => {},
  staff: async () => {},
  announced: async () => {},
};

async function onTexts(draft: Draft, events: StoredEvent[]): Promise<void> {
  const text = events
    .map((event) => (event.kind === "text" ? event.text : ""))
    .join("\n")
    .slice(0, mostChars);
  await onText(draft, text);
}

async function onText(draft: Draft, written: string): Promise<void> {
  const text = withoutOpening(written);
  const understanding = draft.understand(text);
  if (!draft.asked?.names) followLanguage(draft.state, written, understanding, draft.services.shop);
  await decide(draft, { text, understanding: draft.services.interpret(text, understanding) });
}

async function onTap(draft: Draft, { value, title }: EventOf<"tap">): Promise<void> {
  if (!(await tap(draft, value))) await onText(draft, (title ?? value).slice(0, mostChars));
}

/**
 * A call came back: every flow that waits for it goes on. One that had failed, was tried again by staff and has
 * succeeded after all is told to the flow that it failed, under way or ended; one that was given up is taken back.
 * A message that could not be fetched is for people, who can read it at the vendor's.
 */
async function onResult(draft: Draft, { call, outcome }: EventOf<"result">): Promise<void> {
  const { state } = draft;
  if (!outcome.ok && isFetch(call)) return draft.handOver("not_fetched", outcome.error);
  if (outcome.ok) draft.calls.push(...lateUndo(state.undone, call));
  const ended = state.failed.filter(({ id }) => !state.stack.some((frame) => frame.id === id));
  const told = [...state.stack, ...ended].flatMap((frame) => {
    const made = Object.values(frame.made).find(({ key }) => key === call);
    return made && !made.outcome?.ok ? [{ frame, made }] : [];
  });
  const waiting = told.filter(({ made }) => !made.outcome);
  const others = outcome.ok ? told.filter(({ made }) => made.outcome) : [];
  for (const { frame, made } of waiting.length > 0 ? waiting : others) {
    draft.causes.push(...made.causes);
    made.outcome = outcome.ok ? { ok: true, value: outcome.value ?? null } : outcome;
    await draft.advance(frame);
  }
}

async function onMedia(draft: Draft, event: EventOf<"media">): Promise<void> {
  const { media, caption } = event;
  if (await answeredBy(draft, event)) return;
  if (caption) return onText(draft, caption.slice(0, mostChars));
  const open = draft.top;
  const params = { asked: open?.question ? "yes" : "no" };
  draft.say({ key: answered.has(media) ? `engine.${media}` : "engine.attachment", params });
  if (open?.question) await draft.advance(open);
}

/** Where somebody is answers a question for a street, and no other. */
async function onLocation(draft: Draft, { latitude, longitude }: EventOf<"location">): Promise<void> {
  const open = draft.top;
  const asked = open?.question?.slot;
  const isAsked = open && asked !== undefined && draft.flow(open.flow)?.slots[asked]?.place;
  if (!isAsked || draft.expired(open)) return draft.say({ key: "engine.location" });
  open.slots[asked] = geoAddress({ latitude, longitude });
  await draft.advance(open);
}

/** What is answered by words of its own. */
const answered: ReadonlySet<string> = new Set(["audio", "contact", "image", "sticker"]);

/** A picture that could not be had answers nothing, nor does a contact without a number: it is asked for again. */
async function answeredBy(draft: Draft, { media, mediaId, phone }: EventOf<"media">): Promise<boolean> {
  const open = draft.top;
  const asked = open?.question?.slot;
  if (!open || asked === undefined || draft.expired(open)) return false;
  const slot = draft.flow(open.flow)?.slots[asked];
  const sent = slot?.picture && media === "image" ? mediaId : undefined;
  const shared = slot?.phone && phone !== undefined ? slot.parse?.(phone, draft.scene(open)) : undefined;
  const value = sent ?? shared ?? null;
  if (value === null) return false;
  open.slots[asked] = value;
  await draft.advance(open);
  return true;
}

/** The shop does not break in on a question that it has just asked: it begins later. What was asked for does not wait. */
async function onStart(draft: Draft, start: EventOf<"start">): Promise<void> {
  const flow = draft.flow(start.flow);
  if (!flow) return;
  const askedAt = draft.top?.question?.askedAt;
  const answerableUntil = new Date(Date.parse(askedAt ?? "1970-01-01T00:00:00Z") + quietAfterQuestionMs);
  if (answerableUntil > draft.now && start.purpose !== "asked") draft.beginLater(start, answerableUntil);
  else await draft.beginUnasked(flow, start.slots);
}

const quietAfterQuestionMs = 15 * 60 * 1000;

/** Staff write as themselves; taking and handing back were settled by the write that accepted them. */
function staffTurn(event: EventOf<"staff"> & { seq: number }, { conversation }: TurnInput): Turn {
  if (event.action === "handBack")
    return { state: conversation.state, effects: [planSatisfaction(conversation.id, event.key)] };
  if (event.action !== "reply" || event.text === undefined) return { state: conversation.state, effects: [] };
  const activity = toActivity({ text: event.text }, "");
  return {
    state: conversation.state,
    effects: [{ kind: "message", activity, from: "staff", causes: [event.key] }],
  };
}

/** Fetched whoever has the conversation; what it turns out to be is answered, or not. */
const announcedTurn = (event: EventOf<"announced">, { conversation }: TurnInput): Turn => ({
  state: conversation.state,
  effects: [fetchOf(event, conversation)],
});

/** As it was: what has been said is not said in other words. */
const resendTurn = ({ activity, terms, key }: EventOf<"resend">, { conversation }: TurnInput): Turn => ({
  state: conversation.state,
  effects: [{ kind: "message", activity, from: "bot", causes: [key], terms }],
});

function finish(draft: Draft, { conversation, contact, events: [first] }: TurnInput): Turn {
  const answers = joinContents(draft.contents);
  const contents = introduced(draft, answers);
  if (contents.length > 0) {
    draft.state.introduced = true;
    draft.state.last = answers;
    draft.state.offered = offers(contents);
  }
  const { causes } = draft;
  // A result may come back after staff took over: it is noted, and nothing is said.
  const isSilent = conversation.owner === "staff";
  const terms = first?.kind === "start" ? unaskedTerms(first) : null;
  const messages = contents.map(
    (content): Effect => ({
      kind: "message",
      activity: toActivity(content, draft.language),
      from: "bot",
      causes,
      ...(terms && { terms }),
    }),
  );
  const change = {
    ...draft.contact,
    ...(draft.language !== contact.language && { language: draft.language }),
  };
  const owner: { owner?: Owner; handover?: Handover } =
    draft.handover && conversation.owner === "bot" ? { owner: "waiting", handover: draft.handover } : {};
  const calls = [...draft.calls, ...consentNoted(draft, conversation)];
  return {
    state: draft.state,
    effects: isSilent ? calls : [...calls, ...messages],
    ...owner,
    ...(Object.keys(change).length > 0 && { contact: change }),
  };
}

/** Who allows the shop to write, or forbids it, is kept with their words, as a proof. */
function consentNoted({ contact, causes }: Draft, { id: conversationId }: Conversation): CallEffect[] {
  const { wantsMessages: given } = contact;
  if (given === undefined) return [];
  const args = { conversationId, given, causes: [...causes] };
  return [{ kind: "call", key: `consent:${conversationId}:${causes[0]}`, action: "consent.note", args }];
}

const unaskedTerms = ({ flow, slots, purpose = "service" }: EventOf<"start">): MessageTerms => ({
  unasked: { flow, slots, purpose },
});

/** Whoever writes for the first time is told that a machine answers. */
function introduced(draft: Draft, contents: Content[]): Content[] {
  const [first, ...rest] = contents;
  if (!first || draft.state.introduced) return contents;
  const { shop, replies } = draft.services;
  const introduction = replies.render(
    "engine.introduction",
    draft.language,
    { shop: shop.name },
    draft.state.turns,
  );
  return [
    { ...first, text: first.text === undefined ? introduction : `${introduction}\n${first.text}` },
    ...rest,
  ];
}

/** Everything that "the second one" may mean: of what is shown, things before next steps. */
function offers(contents: Content[]): { title: string; value: string }[] {
  const cards = contents.flatMap((content) => content.cards ?? []);
  return [
    ...cards.flatMap(({ title, buttons }) => (buttons[0] ? [{ title, value: buttons[0].value }] : [])),
    ...contents.flatMap((content) => content.choices ?? []),
  ];
}
