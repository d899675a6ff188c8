import type { ThreadControl } from "../../models/ports/channel.ts";
import { callGraph, type Graph } from "./graph.ts";

/** The app that the page's own inbox is, on every page. */
export const pageInbox = "263902037430900";

/**
 * Meta lets a conversation that another app has be taken by the page's primary receiver (by _conversation routing_: its
 * default app) alone, and passed by whoever has it.
 * https://developers.facebook.com/docs/messenger-platform/handover-protocol/conversation-control
 */
export const threadOf = (graph: Graph): ThreadControl => ({
  async take({ peer }, signal) {
    await callGraph(graph, "take_thread_control", { recipient: { id: peer } }, signal);
  },
  async pass({ peer }, app, signal) {
    const body = { recipient: { id: peer }, target_app_id: app };
    await callGraph(graph, "pass_thread_control", body, signal);
  },
});
