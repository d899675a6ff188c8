import { z } from "zod";
import { fromActivity } from "../../models/activity.ts";
import type { Channel } from "../../models/ports/channel.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { Webhook } from "../../models/ports/webhook.ts";
import { connectResend, dataOf, type UseResend } from "./client.ts";
import { complete } from "./complete.ts";
import { keyTags } from "./event-key.ts";
import { fetchMedia } from "./fetch-media.ts";
import { openingOf } from "./opening.ts";
import { Received, unsubscribeSubject } from "./received.ts";
import { answerSubject, Reference, threadHeaders } from "./reference.ts";
import { type Email, toEmail } from "./render.ts";
import { isSigned } from "./signature.ts";
import { parseCall } from "./webhook.ts";

export interface EmailOptions {
  /** The address in `from`, in small letters: it sends, and shoppers write to it. */
  account: string;
  /** One with full access: a key that may only send cannot read what comes in. */
  apiKey: string;
  /** `whsec_…`, of our webhook: Resend signs its calls with it. */
  webhookSecret: string;
  /** `Dar Lina <bonjour@darlina.example>`, at a domain that is verified at Resend. */
  from: string;
  shopName: string;
  apiUrl?: string | undefined;
  /** Where pictures are found from outside; without it relative ones are told by their description. */
  publicUrl?: string | undefined;
  clock: Clock;
  /** Awaited before a file is asked for: it counts in the same rate as what is sent. */
  turn: (account: Pick<Channel, "name" | "account" | "perSecond">, signal: AbortSignal) => Promise<void>;
}

export interface EmailChannel {
  channel: Channel;
  webhook: Webhook;
}

const Sent = z.looseObject({ id: z.string().min(1) });

/** One address at Resend. The package is loaded by `prepare`, or at the first request. */
export function createEmail(options: EmailOptions): EmailChannel {
  const { account, apiKey, webhookSecret, from, shopName, publicUrl, clock, turn } = options;
  const apiUrl = options.apiUrl ?? "https://api.resend.com";
  const ownHeaders = {
    "List-Unsubscribe": `<mailto:${account}?subject=${unsubscribeSubject}>`,
    "Auto-Submitted": "auto-replied",
  };
  let connection: Promise<UseResend> | null = null;
  const connected = (): Promise<UseResend> => {
    connection ??= connectResend({ apiKey, apiUrl });
    return connection;
  };
  const use: UseResend = async (...request) => (await connected())(...request);
  const rated = { name: "email", account, perSecond };
  const useInTurn: UseResend = async (signal, ask) => {
    await turn(rated, signal);
    return use(signal, ask);
  };

  return {
    channel: {
      ...rated,
      readsTranscript: false,
      async prepare() {
        await connected();
      },
      openingTo: (address) => (address.includes("@") ? openingOf({ address }, account) : null),
      render(activity) {
        const { locale } = activity;
        const email = toEmail(fromActivity(activity), { shopName, locale, publicUrl });
        return email ? [{ key: "1", body: email }] : [];
      },
      /** For a day, Resend sends nothing anew under a key that it has seen. */
      async deliver({ peer, reference }, request, signal) {
        const answered = Reference.safeParse(reference).data;
        const { subject, text, html } = request.body as Email;
        const email = {
          from,
          to: [peer],
          subject: (answered && answerSubject(answered)) || subject,
          text,
          html,
          headers: { ...(answered && threadHeaders(answered)), ...ownHeaders },
          tags: keyTags(request.key),
        };
        const answer = await use(signal, (resend, how) =>
          resend.emails.send(email, { ...how, idempotencyKey: request.key }),
        );
        const sent = Sent.safeParse(dataOf(answer, clock.now()));
        return sent.success ? { vendorId: sent.data.id } : {};
      },
      complete: async (told, signal) => complete(Received.parse(told), { use, clock }, signal),
      media: (file, signal) => fetchMedia(file, { use: useInTurn, apiUrl, clock }, signal),
    },
    webhook: {
      verify: (request, now) => isSigned(request, webhookSecret, now),
      parse: (request, now) => parseCall(request, account, now),
      tellsOfOthers: true,
      accepted: { status: 200 },
    },
  };
}

/** Of a whole team. https://resend.com/docs/api-reference/rate-limit */
const perSecond = 5;
