import { randomUUID } from "node:crypto";
import type { Activity } from "botframework-schema";
import type { TranscriptEntry } from "../../models/conversation.ts";
import type { InboundEvent } from "../../models/events.ts";
import type { ConversationStore } from "../../models/ports/store.ts";

/** Conversations that live as long as the process: what the HTTP front reads the replies from. */
export function transcriptsInMemory(changed: (conversationId: string) => void) {
  const rows = new Map<string, TranscriptEntry[]>();

  function append(conversationId: string, row: Omit<TranscriptEntry, "id" | "seq" | "at">): number {
    const transcript = rows.get(conversationId)!;
    const seq = transcript.length + 1;
    transcript.push({ id: randomUUID(), seq, at: new Date().toISOString(), ...row });
    return seq;
  }
  const store: Pick<ConversationStore, "open" | "transcript"> = {
    async open() {
      const conversationId = randomUUID();
      rows.set(conversationId, []);
      return { conversationId, contactId: conversationId, created: true };
    },
    transcript: async (conversationId, after, limit = 100) =>
      rows.get(conversationId)!.slice(after, after + limit),
  };
  return {
    store,
    received: (conversationId: string, event: InboundEvent): number =>
      append(conversationId, { from: "shopper", event: { ...event, seq: 0 }, status: "received" }),
    sent(conversationId: string, activity: Partial<Activity>): void {
      append(conversationId, { from: "bot", activity, status: "sent" });
      changed(conversationId);
    },
  };
}
