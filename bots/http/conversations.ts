import { randomUUID } from "node:crypto";
import { webEventKey } from "../../channels/web/index.ts";
import type { InboundEvent } from "../../models/events.ts";
import type { Language } from "../../models/language.ts";
import { networkOf } from "./address.ts";
import { endpoint } from "./endpoint.ts";
import type { EndpointServices } from "./endpoints.ts";
import { Problem } from "./problem.ts";
import { AcceptedMessage, OpenConversation, OpenedConversation, SendMessage } from "./schemas.ts";
import { hashSecret, newSecret } from "./secrets.ts";

/** Opening a conversation and writing into it. */
export function conversationEndpoints({
  shop,
  clock,
  store,
  inbox,
  tokens,
  limits,
  media,
}: EndpointServices) {
  const open = endpoint({
    method: "POST",
    path: "/v1/conversations",
    access: "public",
    summary: "Open a conversation",
    body: OpenConversation,
    answers: { 201: { description: "The conversation and its token", schema: OpenedConversation } },
    async handle({ body, address }) {
      await limits.newConversation(address);
      const peer = newSecret();
      const language = servedLanguage(body.locale, shop.languages);
      const { conversationId } = await store.open({
        shopId: shop.id,
        channel: "web",
        account: shop.id,
        peer,
        identities: [`web:${peer}`],
        ...(body.contact && { claimed: withoutUndefined(body.contact) }),
        ...(language && { language }),
        reference: {
          network: hashSecret(networkOf(address)).slice(0, 16),
          ...(body.metadata && { metadata: body.metadata }),
        },
        at: clock.now(),
      });
      return { status: 201, json: { id: conversationId, token: await tokens.issue(conversationId) } };
    },
  });

  const send = endpoint({
    method: "POST",
    path: "/v1/conversations/{id}/messages",
    access: "conversation",
    summary: "Send a message of the shopper",
    body: SendMessage,
    answers: {
      202: { description: "Stored; the answer will appear in the messages", schema: AcceptedMessage },
    },
    async handle({ params, body, address }) {
      const conversationId = params.id!;
      await limits.message(address, conversationId);
      const mediaId = body.attachments?.[0]?.mediaId;
      if (mediaId !== undefined && !(await media.has(conversationId, mediaId)))
        throw new Problem(400, "unknown-media", "There is no such picture in this conversation.", {
          errors: [{ pointer: "/attachments/0/mediaId", message: "upload it first with POST …/media" }],
        });
      const id = body.id ?? randomUUID();
      const acceptance = (
        await inbox.receive(conversationId, [toEvent(id, body, clock.now())], { ifRoom: true })
      )?.[0];
      if (!acceptance) throw new Problem(404, "not-found", "This conversation has been deleted.");
      if (acceptance.outcome === "flooded")
        throw new Problem(429, "flooded", "Too many messages wait for an answer. Try again in 5 s.", {
          headers: { "retry-after": "5" },
        });
      return { status: 202, json: { id, duplicate: acceptance.outcome === "duplicate" } };
    },
  });
  return [open, send];
}

type MessageBody = (typeof SendMessage)["_output"];

function toEvent(id: string, body: MessageBody, now: Date): InboundEvent {
  const common = { key: webEventKey(id), at: now.toISOString() };
  if (body.text !== undefined) return { ...common, kind: "text", text: body.text };
  if (body.value !== undefined)
    return {
      ...common,
      kind: "tap",
      value: body.value,
      ...(body.title !== undefined && { title: body.title }),
    };
  return { ...common, kind: "media", media: "image", mediaId: body.attachments![0]!.mediaId };
}

/** The served language of a tag such as `ar-MA`. */
function servedLanguage(tag: string | undefined, served: Language[]): Language | undefined {
  const primary = tag?.split(/[-_]/)[0]?.toLowerCase();
  return served.find((language) => language === primary);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const withoutUndefined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Defined<T>;
