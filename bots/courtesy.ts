import type { Logger } from "pino";
import type { StoredEvent } from "../models/events.ts";
import type { Channel } from "../models/ports/channel.ts";
import type { Claim } from "../models/ports/store.ts";

/** So long nobody wonders whether their message has arrived. */
const silenceMs = 1_500;
/** What is only a courtesy takes no longer. */
const withinMs = 5_000;
const shoppers: ReadonlySet<StoredEvent["kind"]> = new Set(["text", "tap", "media", "location"]);

/**
 * Shows the shopper that their message was seen and, when the answer takes its time, that somebody writes. Not while staff
 * have the conversation: they have not seen it yet.
 * @returns ends it, when the answer is there.
 */
export function showAttention(
  { conversation }: Claim,
  events: readonly StoredEvent[],
  channel: Channel | undefined,
  log: Logger,
): () => void {
  const last = events.findLast(({ kind }) => shoppers.has(kind));
  if (!channel?.show || !last || conversation.owner === "staff") return () => {};
  const recipient = {
    conversationId: conversation.id,
    peer: conversation.peer,
    reference: conversation.reference,
  };
  const show = (what: "seen" | "typing"): void => {
    channel
      .show?.(recipient, what, last, AbortSignal.timeout(withinMs))
      .catch((error: unknown) =>
        log.debug({ channel: channel.name, err: error }, "a courtesy came to nothing"),
      );
  };
  show("seen");
  const timer = setTimeout(show, silenceMs, "typing");
  return () => clearTimeout(timer);
}
