import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Config } from "../config.ts";
import { networkOf } from "./address.ts";
import { Problem } from "./problem.ts";

/** A picture costs as much as this many messages. */
const pictureCost = 10;

/**
 * Limits per minute. Counters are forgotten a minute after their first use, and one for a conversation is made
 * only after its token was checked, so memory is bounded by the traffic of one minute.
 * Each method rejects with a {@link Problem} 429 that says when to come back.
 */
export interface RateLimits {
  newConversation(address: string): Promise<void>;
  message(address: string, conversationId: string): Promise<void>;
  picture(address: string, conversationId: string): Promise<void>;
}

export function rateLimits(rates: Config["rates"]): RateLimits {
  const limiter = (points: number, keyPrefix: string) =>
    new RateLimiterMemory({ points, duration: 60, keyPrefix });
  const openings = limiter(rates.newConversationsPerMinute, "new");
  const byAddress = limiter(rates.messagesPerMinute, "address");
  const byConversation = limiter(rates.conversationMessagesPerMinute, "conversation");
  const write = async (address: string, conversationId: string, cost: number) => {
    await consume(byConversation, conversationId, cost, "messages in this conversation");
    await consume(byAddress, networkOf(address), cost, "messages from this address");
  };
  return {
    newConversation: (address) => consume(openings, networkOf(address), 1, "new conversations"),
    message: (address, conversationId) => write(address, conversationId, 1),
    picture: (address, conversationId) => write(address, conversationId, pictureCost),
  };
}

async function consume(limiter: RateLimiterMemory, key: string, cost: number, what: string): Promise<void> {
  try {
    await limiter.consume(key, cost);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new Problem(429, "rate-limit", `Too many ${what}. Try again in ${seconds} s.`, {
      headers: { "retry-after": String(seconds) },
    });
  }
}
