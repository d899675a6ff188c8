import { z } from "zod";
import type { CallEffect, Conversation } from "./conversation.ts";
import type { EventOf } from "./events.ts";

/** Fetches what a vendor's call only announced. */
export const fetchAnnounced = "announced.fetch";

/** What that action is told: where it is, and what the channel knows it by. */
export const Announced = z.object({
  channel: z.string(),
  account: z.string(),
  told: z.record(z.string(), z.unknown()),
});
export type Announced = z.infer<typeof Announced>;

const prefix = "fetch:";

export const fetchOf = (
  { key, told }: EventOf<"announced">,
  { channel, account }: Conversation,
): CallEffect => ({
  kind: "call",
  key: `${prefix}${key}`,
  action: fetchAnnounced,
  args: { channel, account, told } satisfies Announced,
});

/** Whether a call, by its key, was to fetch what had been announced. */
export const isFetch = (call: string): boolean => call.startsWith(prefix);
