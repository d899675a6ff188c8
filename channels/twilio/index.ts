import { fromActivity } from "../../models/activity.ts";
import type { Channel } from "../../models/ports/channel.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { Arrival, Webhook } from "../../models/ports/webhook.ts";
import { connectTwilio, type UseTwilio } from "./client.ts";
import { fetchMedia } from "./fetch-media.ts";
import { openingOf } from "./incoming.ts";
import type { Message } from "./message.ts";
import { listMissed } from "./missed.ts";
import { statusCallback } from "./receipt.ts";
import { hasMms, isWhatsApp, senderOf } from "./sender.ts";
import { isSigned } from "./signature.ts";
import { smsMessages } from "./sms.ts";
import { parseForm } from "./webhook.ts";
import { whatsappMessages } from "./whatsapp.ts";

export interface TwilioOptions {
  /**
   * The number that shoppers write to (`+336…`, `whatsapp:+336…`), or the messaging service that it belongs to: `MG…`,
   * which sends plain text whatever its numbers are, or `whatsapp:MG…`.
   */
  account: string;
  /** `AC…`. */
  accountSid: string;
  /** The primary one: it signs the webhooks. */
  authToken: string;
  /** Whom messages are from: mostly the account itself; of a messaging service it may be one of its senders. */
  from: string;
  apiUrl?: string | undefined;
  /** Where pictures are found from outside; without it relative ones are left out. */
  publicUrl?: string | undefined;
  /** What Twilio calls as a message gets on: by default `/webhooks/twilio/status` of `publicUrl`, without both nothing. */
  statusCallbackUrl?: string | undefined;
  clock: Clock;
}

export interface TwilioChannel {
  channel: Channel;
  /** For incoming messages and for status callbacks alike. */
  webhook: Webhook;
  /** @throws {DeliveryError} */
  listMissed(since: Date, signal: AbortSignal): Promise<Arrival[]>;
}

/** SMS, MMS and WhatsApp of one sender at Twilio. The package is loaded by `prepare`, or at the first request. */
export function createTwilio(options: TwilioOptions): TwilioChannel {
  const { account, accountSid, authToken, from, publicUrl, clock } = options;
  const apiUrl = options.apiUrl ?? "https://api.twilio.com";
  const callback = options.statusCallbackUrl ?? (publicUrl && `${publicUrl}/webhooks/twilio/status`);
  const sender = senderOf(account, from);
  let connection: Promise<UseTwilio> | null = null;
  const api = { accountSid, authToken, apiUrl, clock };
  const connected = () => {
    connection ??= connectTwilio(api);
    return connection;
  };

  return {
    channel: {
      name: "twilio",
      account,
      readsTranscript: false,
      async prepare() {
        await connected();
      },
      // Twilio has queues of its own: no rate. https://www.twilio.com/docs/messaging/guides/scaling-queueing-latency
      ...(isWhatsApp(from) && { freeWordsMs: 24 * 3_600_000 }),
      ...(callback && { repeatsKeys: true }),
      openingTo: (address) =>
        isWhatsApp(from) || !address.startsWith("+") ? null : openingOf({ from: address }, account),
      render(activity) {
        const content = fromActivity(activity);
        const messages = isWhatsApp(from)
          ? whatsappMessages(content, publicUrl)
          : smsMessages(content, { mms: hasMms(from), publicUrl, locale: activity.locale });
        return messages.map((body, place) => ({ key: String(place + 1), body }));
      },
      async deliver({ peer }, request, signal) {
        const use = await connected();
        const message = {
          ...(request.body as Message),
          ...sender,
          to: peer,
          ...(callback && { statusCallback: statusCallback(callback, request.key) }),
        };
        const { sid } = await use(signal, ({ messages }) => messages.create(message));
        return sid ? { vendorId: sid } : {};
      },
      media: (file, signal) => fetchMedia(file, api, signal),
    },
    webhook: {
      verify: (request) => isSigned(request, request.header("x-twilio-signature"), authToken),
      parse: (request, now) => parseForm(request, account, now),
      accepted: { status: 200, contentType: "text/xml", body: "<Response/>" },
    },
    async listMissed(since, signal) {
      const use = await connected();
      return use(signal, (client) => listMissed(client, account, since));
    },
  };
}
