import type { Conversation } from "../models/conversation.ts";
import type { Channel } from "../models/ports/channel.ts";
import { accountOf } from "./outgoing.ts";

/**
 * Moves conversations between the apps that share an account at a vendor; where one alone has it, there is nothing to do.
 * @throws {DeliveryError} as the vendor refuses.
 */
export interface Threads {
  /** From now on it is our app's. */
  take(conversation: Conversation): Promise<void>;
  /** From now on it is that of another app, by the vendor's id. */
  pass(conversation: Conversation, app: string): Promise<void>;
}

/** Staff wait for it, or a vendor for the answer to its call. */
const withinMs = 4_000;

export function createThreads(channels: readonly Channel[]): Threads {
  const threadOf = (conversation: Conversation) =>
    channels.find((channel) => accountOf(conversation) === `${channel.name}:${channel.account}`)?.thread;
  const recipientOf = ({ id: conversationId, peer, reference }: Conversation) => ({
    conversationId,
    peer,
    reference,
  });
  return {
    async take(conversation) {
      await threadOf(conversation)?.take(recipientOf(conversation), AbortSignal.timeout(withinMs));
    },
    async pass(conversation, app) {
      await threadOf(conversation)?.pass(recipientOf(conversation), app, AbortSignal.timeout(withinMs));
    },
  };
}
