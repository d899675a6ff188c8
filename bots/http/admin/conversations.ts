import { randomUUID } from "node:crypto";
import { toApiMessage } from "../../../channels/web/index.ts";
import type { Contact, Conversation } from "../../../models/conversation.ts";
import type { EventOf } from "../../../models/events.ts";
import { DeliveryError } from "../../../models/ports/channel.ts";
import type { AcceptChange } from "../../../models/ports/store.ts";
import { endpoint } from "../endpoint.ts";
import type { EndpointServices } from "../endpoints.ts";
import { Problem } from "../problem.ts";
import {
  ConversationDetail,
  ConversationList,
  Done,
  ListConversations,
  ReadTranscript,
  StaffReply,
} from "./schemas.ts";

/** What staff do with conversations: see who waits, read, take, answer, hand back. */
export function adminConversations({ shop, store, inbox, threads, clock }: EndpointServices) {
  const find = async (id: string) => {
    const found = await store.get(id);
    if (!found) throw new Problem(404, "not-found", "There is no such conversation.");
    return found;
  };

  const act = async (
    id: string,
    by: string,
    what: Pick<EventOf<"staff">, "action" | "text">,
    change?: AcceptChange,
  ) => {
    const event = { kind: "staff" as const, key: `staff:${randomUUID()}`, at: clock.now().toISOString(), by };
    const [acceptance] =
      (await inbox.receive(id, [{ ...event, ...what }], { ...change, ifRoom: true })) ?? [];
    if (!acceptance) throw new Problem(404, "not-found", "There is no such conversation.");
    if (acceptance.outcome === "superseded")
      throw new Problem(409, "taken", "Somebody else was quicker: look at the conversation again.");
    if (acceptance.outcome === "flooded")
      throw new Problem(429, "flooded", "Too much waits in this conversation. Try again in 5 s.", {
        headers: { "retry-after": "5" },
      });
    return { status: 200, json: { status: "done" } };
  };

  const list = endpoint({
    method: "GET",
    path: "/v1/admin/conversations",
    access: "operator",
    summary: "Conversations that wait for a person, or that staff have; longest waiting first",
    query: ListConversations,
    answers: { 200: { description: "Conversations", schema: ConversationList } },
    async handle({ query }) {
      const found = await store.byOwner(shop.id, query.owner);
      return { status: 200, json: { conversations: found.map(toStaffConversation) } };
    },
  });

  const read = endpoint({
    method: "GET",
    path: "/v1/admin/conversations/{id}",
    access: "operator",
    summary: "A conversation with 100 rows of its transcript",
    query: ReadTranscript,
    answers: { 200: { description: "The conversation", schema: ConversationDetail } },
    async handle({ params, query }) {
      const conversation = toStaffConversation(await find(params.id!));
      const rows = await store.transcript(params.id!, query.after);
      const messages = rows.flatMap((row) => {
        const message = toApiMessage(row);
        const { status, reason, delivery } = row;
        return message
          ? { ...message, status, ...(reason && { reason }), ...(delivery && { delivery }) }
          : [];
      });
      return { status: 200, json: { conversation, messages, cursor: rows.at(-1)?.seq ?? query.after } };
    },
  });

  const take = endpoint({
    method: "POST",
    path: "/v1/admin/conversations/{id}/take",
    access: "operator",
    summary: "Take a conversation: the bot is silent until it is handed back",
    answers: { 200: { description: "It is yours", schema: Done } },
    async handle({ params, operator }) {
      const { conversation } = await find(params.id!);
      const holder = conversation.owner === "staff" ? conversation.handover?.takenBy : undefined;
      if (holder === operator) return { status: 200, json: { status: "done" } };
      if (holder !== undefined)
        throw new Problem(409, "taken", `${holder} has this conversation: it must be handed back first.`);
      const handover = conversation.handover ?? {
        reason: "staff",
        summary: "",
        at: clock.now().toISOString(),
      };
      const done = await act(
        params.id!,
        operator,
        { action: "take" },
        { owner: "staff", handover: { ...handover, takenBy: operator }, ifEpoch: conversation.epoch },
      );
      await regain(params.id!, operator);
      return done;
    },
  });

  const reply = endpoint({
    method: "POST",
    path: "/v1/admin/conversations/{id}/replies",
    access: "operator",
    summary: "Write to the shopper, in a conversation that staff have",
    body: StaffReply,
    answers: { 200: { description: "Stored; it is sent now", schema: Done } },
    async handle({ params, body, operator }) {
      await requireHolder(params.id!, operator);
      return act(params.id!, operator, { action: "reply", text: body.text });
    },
  });

  const handBack = endpoint({
    method: "POST",
    path: "/v1/admin/conversations/{id}/hand-back",
    access: "operator",
    summary: "Give a conversation back to the bot",
    answers: { 200: { description: "The bot answers again", schema: Done } },
    async handle({ params, operator }) {
      const { conversation } = await find(params.id!);
      if (conversation.owner === "bot") return { status: 200, json: { status: "done" } };
      if (conversation.owner === "staff") await requireHolder(params.id!, operator);
      const refusal = await regain(params.id!, operator);
      if (refusal !== null)
        throw new Problem(
          409,
          "held-elsewhere",
          `The bot cannot write while another app has this conversation: hand it back there. Ours may not take it: ${refusal}`,
        );
      return act(params.id!, operator, { action: "handBack" }, { owner: "bot", handover: null });
    },
  });

  /**
   * Where another app has the conversation at its vendor, ours takes it from there; after that the vendor tells of it.
   * @returns why the vendor refused, which is kept for staff to read; null: it did not.
   */
  const regain = async (id: string, operator: string): Promise<string | null> => {
    const { conversation } = await find(id);
    const { handover, epoch } = conversation;
    if (handover?.heldBy === undefined) return null;
    const refusal = await threads.take(conversation).then(() => null, refusalOf);
    if (refusal !== null) {
      const change = { handover: { ...handover, refusal }, ifEpoch: epoch, unanswered: true };
      await act(id, operator, { action: "take" }, change);
    }
    return refusal;
  };

  const requireHolder = async (id: string, operator: string) => {
    const { conversation } = await find(id);
    const holder = conversation.owner === "staff" ? conversation.handover?.takenBy : undefined;
    if (conversation.owner !== "staff")
      throw new Problem(409, "not-taken", "Take the conversation before you write into it.");
    if (holder !== operator)
      throw new Problem(409, "taken", `${holder ?? "Somebody else"} has this conversation.`);
  };
  return [list, read, take, reply, handBack];
}

function refusalOf(cause: unknown): string {
  if (cause instanceof DeliveryError) return cause.message;
  throw cause;
}

const toStaffConversation = (found: { conversation: Conversation; contact: Contact }) => ({
  id: found.conversation.id,
  channel: found.conversation.channel,
  owner: found.conversation.owner,
  name: found.contact.name,
  language: found.contact.language,
  handover: found.conversation.handover,
  createdAt: found.conversation.createdAt,
});
