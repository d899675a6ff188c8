import type { CreateMessageOptions } from "@great-detail/whatsapp";
import { z } from "zod";
import { fromActivity } from "../../models/activity.ts";
import type { Channel } from "../../models/ports/channel.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { Webhook } from "../../models/ports/webhook.ts";
import { metaHandshake, verifyMetaSignature } from "../shared/meta.ts";
import { connectWhatsApp, type UseWhatsApp } from "./client.ts";
import { messageIdOf } from "./event-key.ts";
import { fetchMedia } from "./fetch-media.ts";
import type { Message } from "./message.ts";
import { toMessages } from "./render.ts";
import { recipientOf } from "./shopper.ts";
import { markRead } from "./signals.ts";
import { parseCall } from "./webhook.ts";

export interface WhatsAppOptions {
  /** Of the shop's number: `phone_number_id`, which is not the number. */
  account: string;
  accessToken: string;
  /** Meta signs its calls with it. */
  appSecret: string;
  /** Chosen by us, told to Meta with the address of the webhook. */
  verifyToken: string;
  apiUrl?: string | undefined;
  /** Where pictures are found from outside; without it relative ones are left out. */
  publicUrl?: string | undefined;
  clock: Clock;
}

export interface WhatsAppChannel {
  channel: Channel;
  webhook: Webhook;
}

const Sent = z.looseObject({ messages: z.array(z.looseObject({ id: z.string().min(1) })) });

/** One number of WhatsApp's Cloud API. The package is loaded by `prepare`, or at the first request. */
export function createWhatsApp(options: WhatsAppOptions): WhatsAppChannel {
  const { account, accessToken, appSecret, verifyToken, publicUrl, clock } = options;
  const apiUrl = options.apiUrl ?? "https://graph.facebook.com";
  const api = { account, accessToken, apiUrl, clock };
  let connection: Promise<UseWhatsApp> | null = null;
  const connected = (): Promise<UseWhatsApp> => {
    connection ??= connectWhatsApp(api);
    return connection;
  };
  const use: UseWhatsApp = async (...request) => (await connected())(...request);

  return {
    channel: {
      name: "whatsapp",
      account,
      readsTranscript: false,
      async prepare() {
        await connected();
      },
      ...rules,
      render: (activity) =>
        toMessages(fromActivity(activity), { publicUrl, locale: activity.locale }).map((body, place) => ({
          key: String(place + 1),
          body,
        })),
      /** WhatsApp repeats our key in statuses. It does not dedupe by it: what is sent twice shows twice. */
      async deliver(recipient, request, signal) {
        const message = {
          phoneNumberID: account,
          ...recipientOf(recipient),
          ...(request.body as Message),
          biz_opaque_callback_data: request.key,
        };
        const answer = await use(signal, (client, settings) =>
          // The package's types do not know every message that its endpoint takes.
          client.message.createMessage({ ...(message as CreateMessageOptions), request: settings }),
        );
        const id = Sent.safeParse(answer).data?.messages[0]?.id;
        return id === undefined ? {} : { vendorId: id };
      },
      async show(_, what, { key }, signal) {
        const messageId = messageIdOf(key);
        if (messageId !== null)
          await markRead(use, { account, messageId, isTyping: what === "typing" }, signal);
      },
      media: (id, signal) => fetchMedia(id, { ...api, use }, signal),
    },
    webhook: {
      handshake: (url) => metaHandshake(verifyToken, url),
      verify: (request) => verifyMetaSignature(appSecret, request),
      parse: (request, now) => parseCall(request, now),
      accepted: { status: 200 },
    },
  };
}

/**
 * Free words for 24 hours; a message every 6 s to one shopper, 45 of them at once; 80 a second of one number.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/about-the-platform
 */
const rules = {
  freeWordsMs: 24 * 3_600_000,
  pair: { everyMs: 6_000, burst: 45 },
  perSecond: 80,
  repeatsKeys: true,
} as const;
