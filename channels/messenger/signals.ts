import { callGraph, type Graph } from "./graph.ts";

/**
 * Shows that the shopper's messages were seen, and that somebody writes: until the next message, 20 s at most.
 * https://developers.facebook.com/docs/messenger-platform/send-messages/sender-actions
 */
export async function markRead(graph: Graph, psid: string, signal: AbortSignal): Promise<void> {
  for (const action of ["mark_seen", "typing_on"])
    await callGraph(graph, "messages", { recipient: { id: psid }, sender_action: action }, signal);
}
