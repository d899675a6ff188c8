import type { Activity } from "botframework-schema";
import type { Channel, Inbound } from "../../models/ports/channel.ts";

/** The credentials of an Azure bot; null accepts callers on this machine only. */
export type Credentials = { appId: string; password: string; tenantId?: string } | null;

/** How a call to `/api/messages` ended: the status and, with `expectReplies`, the replies. */
export interface Answer {
  status: number;
  body?: { activities: Partial<Activity>[] };
}

/** What the server does with an activity that arrived. @returns the replies when `expectReplies` asks for them. */
export type Receive = (inbound: Inbound, expectReplies: boolean) => Promise<Partial<Activity>[]>;

/** One bot of the Bot Framework: its endpoint and the two ways its replies travel. */
export interface BotFramework {
  /** `bot-framework` sends to the `serviceUrl`; `bot-framework-inline` answers in the response. */
  channels: [Channel, Channel];
  /**
   * Authenticates a posted activity, hands it to `receive`, and says what to answer.
   * @throws {ActivityRefusedError} with the status to answer
   */
  answer(body: unknown, authorization: string, loopback: boolean, receive: Receive): Promise<Answer>;
}
