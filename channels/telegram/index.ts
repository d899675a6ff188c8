import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { fromActivity } from "../../models/activity.ts";
import type { Channel } from "../../models/ports/channel.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { Webhook, WebhookRequest } from "../../models/ports/webhook.ts";
import { answerCallback } from "./answer-callback.ts";
import type { TelegramArrival } from "./arrivals.ts";
import type { Call } from "./calls.ts";
import { connectTelegram, type UseTelegram } from "./client.ts";
import { setCommands } from "./commands.ts";
import { fetchMedia } from "./fetch-media.ts";
import { type Accept, type Pause, poll } from "./polling.ts";
import { toCalls } from "./render.ts";
import { setWebhook } from "./set-webhook.ts";
import { showTyping } from "./typing.ts";
import { isTelegram, parseUpdate } from "./webhook.ts";

export type { TelegramArrival } from "./arrivals.ts";

export interface TelegramOptions {
  /** The bot's id: the digits of its token before the colon. */
  account: string;
  token: string;
  /** 1 to 256 of A-Z, a-z, 0-9, _ and -. Without it every call of the webhook is refused: for polling. */
  webhookSecret?: string | undefined;
  apiUrl?: string | undefined;
  /** Where pictures are found from outside; without it relative ones are left out. */
  publicUrl?: string | undefined;
  clock: Clock;
  /** How polling waits after a fault. */
  pause?: Pause;
}

export interface TelegramWebhook extends Webhook {
  parse(request: WebhookRequest, now: Date): TelegramArrival[];
}

export interface TelegramChannel {
  channel: Channel;
  webhook: TelegramWebhook;
  /** Ends the waiting that a tapped button shows; `id` is the `callbackId` of the arrival. @throws {DeliveryError} */
  answerCallback(id: string, signal: AbortSignal): Promise<void>;
  /** @param titles of the commands, by the flow that each begins. @throws {DeliveryError} */
  setCommands(
    commands: { titles: ReadonlyMap<string, string>; language: string; isFirst: boolean },
    signal: AbortSignal,
  ): Promise<void>;
  /** @throws {DeliveryError} */
  setWebhook(url: string, signal: AbortSignal): Promise<void>;
  /** Asks for what is new until `signal` is aborted. `onFault` hears of what fails meanwhile. */
  poll(accept: Accept, signal: AbortSignal, onFault: (fault: unknown) => void): Promise<void>;
}

const Sent = z.looseObject({ message_id: z.int() });

/** One bot of Telegram, in private chats. The package is loaded by `prepare`, or at the first request. */
export function createTelegram(options: TelegramOptions): TelegramChannel {
  const { account, token, webhookSecret, publicUrl, clock, pause = wait } = options;
  const api = { token, apiUrl: options.apiUrl ?? "https://api.telegram.org", clock };
  let connection: Promise<UseTelegram> | null = null;
  const connected = (): Promise<UseTelegram> => {
    connection ??= connectTelegram(api);
    return connection;
  };
  const use: UseTelegram = async (...request) => (await connected())(...request);

  return {
    channel: {
      name: "telegram",
      account,
      readsTranscript: false,
      async prepare() {
        await connected();
      },
      ...rules,
      render: (activity) =>
        toCalls(fromActivity(activity), { publicUrl, locale: activity.locale }).map((body, place) => ({
          key: String(place + 1),
          body,
        })),
      /** Telegram takes no key of ours: a request whose answer is lost may show twice. */
      async deliver({ peer }, request, signal) {
        const { method, payload } = request.body as Call;
        const addressed = { chat_id: Number(peer), ...payload };
        const sent = Sent.safeParse(await use(signal, (client) => client.callApi(method, addressed)));
        return sent.success ? { vendorId: String(sent.data.message_id) } : {};
      },
      /** A bot cannot show that it has seen something. */
      async show({ peer }, what, _, signal) {
        if (what === "typing") await showTyping(use, peer, signal);
      },
      media: (fileId, signal) => fetchMedia(fileId, { ...api, use }, signal),
    },
    webhook: {
      verify: (request) => isTelegram(request, webhookSecret),
      parse: (request, now) => parseUpdate(request, account, now),
      accepted: { status: 200 },
    },
    answerCallback: (id, signal) => answerCallback(use, id, signal),
    setCommands: (commands, signal) => setCommands(use, commands, signal),
    async setWebhook(url, signal) {
      if (!webhookSecret) throw new Error("a webhook of Telegram needs a webhookSecret");
      await setWebhook(use, { url, secret: webhookSecret }, signal);
    },
    poll: (accept, signal, onFault) => poll({ use, account, clock, pause, onFault }, accept, signal),
  };
}

const wait: Pause = (milliseconds, signal) =>
  setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);

/** A message a second to one chat, several at once now and then; 30 a second of one bot. https://core.telegram.org/bots/faq */
const rules = { pair: { everyMs: 1_000, burst: 10 }, perSecond: 30 } as const;
