import { createHash } from "node:crypto";

/**
 * A name in the media store: the same for the same thing, so that nothing is kept twice, and unknown to whoever does not
 * know the conversation's id.
 */
export const mediaName = (conversationId: string, thing: string): string =>
  createHash("sha256").update(`${conversationId}\n${thing}`).digest("base64url").slice(0, 32);
