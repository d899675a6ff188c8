import type { Conversation } from "../../models/conversation.ts";
import type { StoredEvent } from "../../models/events.ts";

/**
 * Another app had the conversation at its vendor, and later the vendor gave what the shopper did to ours: that app let go
 * of it, of which not every vendor tells. What it has comes to no turn.
 */
export const isReturned = ({ owner, handover }: Conversation, event: StoredEvent | undefined): boolean =>
  owner === "staff" &&
  handover?.heldBy !== undefined &&
  handover.takenBy === undefined &&
  event !== undefined &&
  ofShopper.has(event.kind) &&
  event.at > handover.at;

const ofShopper: ReadonlySet<StoredEvent["kind"]> = new Set(["text", "tap", "media", "location"]);
