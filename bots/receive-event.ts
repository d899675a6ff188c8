import { hashedValue } from "../channels/shared/short-value.ts";
import { fromActivity } from "../models/activity.ts";
import type { InboundEvent } from "../models/events.ts";
import type { Inbound } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { AcceptChange, ConversationStore } from "../models/ports/store.ts";
import type { Inbox } from "./http/services.ts";

export interface ReceiveServices {
  shopId: string;
  store: ConversationStore;
  inbox: Pick<Inbox, "receive">;
  clock: Clock;
}

/** Accepts an event into the conversation of whom it is from. @throws {StorageError} */
export type ReceiveEvent = (
  opening: Inbound["opening"],
  event: InboundEvent,
  change?: AcceptChange,
) => Promise<void>;

/** After an outage vendors deliver messages of days before: they are for people, and not answered as if they were new. */
const answeredWithinMs = 24 * 3600 * 1000;
/** Of a transcript's end, so many rows are looked through. */
const mostRows = 200;

export const isOld = ({ at }: { at: string }, clock: Clock): boolean =>
  clock.now().getTime() - Date.parse(at) > answeredWithinMs;

export function receiveEvents({ shopId, store, inbox, clock }: ReceiveServices): ReceiveEvent {
  /** Who had it keeps it; else somebody is asked to look. */
  async function forPeople(conversationId: string, { at }: InboundEvent): Promise<AcceptChange> {
    const isTheBots = (await store.get(conversationId))?.conversation.owner === "bot";
    const handover = { reason: "late", summary: "", at };
    return { unanswered: true, ...(isTheBots && { owner: "waiting" as const, handover }) };
  }

  /** A payload that was too long for the vendor came back as its hash: it is that of a button shown before. */
  async function withWholeValue(conversationId: string, event: InboundEvent): Promise<InboundEvent> {
    if (event.kind !== "tap" || !event.value.startsWith("#")) return event;
    const rows = await store.latest(conversationId, mostRows);
    const shown = rows.flatMap(({ activity }) => (activity ? buttonsOf(fromActivity(activity)) : []));
    const button = shown.find(({ value }) => hashedValue(value) === event.value);
    return button ? { ...event, value: button.value } : event;
  }

  return async (opening, event, change) => {
    const { conversationId } = await store.open({ ...opening, shopId, at: clock.now() });
    const isLate = event.kind !== "announced" && isOld(event, clock);
    await inbox.receive(
      conversationId,
      [await withWholeValue(conversationId, event)],
      isLate && change === undefined ? await forPeople(conversationId, event) : change,
    );
  };
}

const buttonsOf = ({ cards = [], choices = [] }: ReturnType<typeof fromActivity>): { value: string }[] => [
  ...cards.flatMap(({ buttons }) => buttons),
  ...choices,
];
