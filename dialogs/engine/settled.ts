import type { CallEffect } from "../../models/conversation.ts";

/** What somebody wanted is settled: they are asked later how it went. Nobody waits for this. @param cause key of the event */
export const planSatisfaction = (conversationId: string, cause: string): CallEffect => ({
  kind: "call",
  key: `satisfaction:plan:${conversationId}:${cause}`,
  action: "satisfaction.plan",
  args: { conversationId },
});
