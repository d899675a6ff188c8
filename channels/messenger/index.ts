import { z } from "zod";
import { fromActivity } from "../../models/activity.ts";
import type { Channel } from "../../models/ports/channel.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { Webhook } from "../../models/ports/webhook.ts";
import { metaHandshake, verifyMetaSignature } from "../shared/meta.ts";
import { fetchMedia } from "./fetch-media.ts";
import { callGraph } from "./graph.ts";
import type { Body } from "./message.ts";
import { type Profile, setProfile } from "./profile.ts";
import { toMessages } from "./render.ts";
import { act } from "./signals.ts";
import { threadOf } from "./thread.ts";
import { parseCall } from "./webhook.ts";

export type { MenuItem, Profile } from "./profile.ts";

export interface MessengerOptions {
  /** The page's id. */
  account: string;
  pageToken: string;
  /** The id of our app, by which we are told from other apps that share the page. */
  appId?: string | undefined;
  /** Meta signs its calls with it. */
  appSecret: string;
  /** Chosen by us, told to Meta with the address of the webhook. */
  verifyToken: string;
  apiUrl?: string | undefined;
  /** Where pictures are found from outside; without it relative ones are left out. */
  publicUrl?: string | undefined;
  clock: Clock;
}

export interface MessengerChannel {
  channel: Channel;
  webhook: Webhook;
  /** @throws {DeliveryError} */
  setProfile(profile: Profile, signal: AbortSignal): Promise<void>;
}

/** Characters. Our key comes back with the message's echo. */
const mostMetadata = 1000;

const Sent = z.looseObject({ message_id: z.string().min(1) });

/** The Messenger of one Facebook page. */
export function createMessenger(options: MessengerOptions): MessengerChannel {
  const { account, pageToken, appId, appSecret, verifyToken, publicUrl, clock } = options;
  const graph = { apiUrl: options.apiUrl ?? "https://graph.facebook.com", pageToken, clock };

  return {
    channel: {
      name: "messenger",
      account,
      readsTranscript: false,
      ...rules,
      /** `channelData.humanAgent`: a person of the shop wrote it, which Meta allows for longer. */
      render(activity) {
        const type = activity.channelData?.humanAgent === true ? byPerson : response;
        return toMessages(fromActivity(activity), publicUrl).map((message, place) => ({
          key: String(place + 1),
          body: { ...type, message } satisfies Body,
        }));
      },
      async deliver({ peer }, request, signal) {
        const { message, ...type } = request.body as Body;
        const metadata = request.key.slice(0, mostMetadata);
        const body = { recipient: { id: peer }, ...type, message: { ...message, metadata } };
        const sent = Sent.safeParse(await callGraph(graph, "messages", body, signal));
        return sent.success ? { vendorId: sent.data.message_id } : {};
      },
      show: ({ peer }, what, _, signal) =>
        act(graph, peer, what === "typing" ? "typing_on" : "mark_seen", signal),
      thread: threadOf(graph),
      media: (address, signal) => fetchMedia(address, graph, signal),
    },
    webhook: {
      handshake: (url) => metaHandshake(verifyToken, url),
      verify: (request) => verifyMetaSignature(appSecret, request),
      parse: (request, now) => parseCall(request, now, appId),
      accepted: { status: 200 },
    },
    setProfile: (profile, signal) => setProfile(graph, profile, signal),
  };
}

const response = { messaging_type: "RESPONSE" } as const;
const byPerson = { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" } as const;

/**
 * Free words for 24 hours, unless an ad gave longer (`adWindow`), those of a person for 7 days; 300 a second of one page.
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform/policy
 */
const rules = {
  freeWordsMs: 24 * 3_600_000,
  staffWordsMs: 7 * 24 * 3_600_000,
  perSecond: 300,
  repeatsKeys: true,
} as const;
