import { callGraph, type Graph } from "./graph.ts";

/**
 * Shows that the shopper's messages were seen, or that somebody writes: until the next message, 20 s at most.
 * https://developers.facebook.com/docs/messenger-platform/send-messages/sender-actions
 */
export async function act(
  graph: Graph,
  psid: string,
  action: "mark_seen" | "typing_on",
  signal: AbortSignal,
): Promise<void> {
  await callGraph(graph, "messages", { recipient: { id: psid }, sender_action: action }, signal);
}
