import type { CallEffect } from "../../models/conversation.ts";
import type { EventOf } from "../../models/events.ts";

/** What the shop wants to begin comes again at an instant: the same event under another name, for this one has been taken. */
export function beginLater(
  conversationId: string,
  { key, flow, slots, purpose }: EventOf<"start">,
  at: Date,
): CallEffect {
  const first = key.replace(/^later:\d+:/, "");
  return {
    kind: "call",
    key: `later:${at.getTime()}:${first}`,
    action: "conversation.begin_later",
    args: { conversationId, flow, slots, ...(purpose && { purpose }), at: at.toISOString() },
  };
}
