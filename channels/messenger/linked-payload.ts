import { decodePayload } from "../../models/payload.ts";

/**
 * The flow that a link such as `https://m.me/<page>?ref=<parameter>` begins. The parameter is our payload as base64url,
 * because Meta lets nothing but A-Z, a-z, 0-9, -, _ and = through, 250 of them. Only the beginning of a flow counts:
 * else a link could answer an open question in a shopper's name.
 * https://developers.facebook.com/docs/messenger-platform/discovery/m-me-links
 */
export function linkedPayload(ref = ""): string | null {
  const value = Buffer.from(ref, "base64url").toString("utf8");
  return decodePayload(value)?.kind === "start" ? value : null;
}
