import { createHmac } from "node:crypto";
import type { WebhookRequest } from "../../models/ports/webhook.ts";
import { sameSecret } from "../shared/same-secret.ts";

/** An older call may have been listened to and sent again. */
const oldestMs = 5 * 60_000;

/**
 * Whether Resend signed a call, which it does by Svix: HMAC-SHA256 over its id, the time of this try in seconds, and the
 * bytes as they came. While a secret is being changed, there is a signature by each.
 * https://docs.svix.com/receiving/verifying-payloads/how-manual
 * @param secret `whsec_` and the key in base64
 */
export function isSigned({ header, body }: WebhookRequest, secret: string, now: Date): boolean {
  const id = header("svix-id");
  const timestamp = header("svix-timestamp") ?? "";
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  if (!id || !/^\d{1,12}$/.test(timestamp) || key.length === 0) return false;
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > oldestMs) return false;
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  const given = header("svix-signature")?.split(" ") ?? [];
  return given.some((signature) => sameSecret(signature, `v1,${expected}`));
}
