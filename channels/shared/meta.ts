import { createHmac } from "node:crypto";
import type { WebhookAnswer, WebhookRequest } from "../../models/ports/webhook.ts";
import { sameSecret } from "./same-secret.ts";

/**
 * Whether Meta signed a call, of whichever of its products: HMAC-SHA256 over the bytes as they came. Meta signs text in
 * which accents are written as `\u00e9`, so the same JSON written anew has another signature.
 * https://developers.facebook.com/docs/messenger-platform/webhooks#validate-payloads
 */
export function verifyMetaSignature(appSecret: string, { header, body }: WebhookRequest): boolean {
  const given = header("x-hub-signature-256");
  if (!given || !appSecret) return false;
  return sameSecret(given, `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`);
}

/**
 * Meta's check of the address: who knows our token hears the challenge back.
 * https://developers.facebook.com/docs/messenger-platform/webhooks#verification-requests
 */
export function metaHandshake(verifyToken: string, url: string): WebhookAnswer {
  const { searchParams } = new URL(url);
  const challenge = searchParams.get("hub.challenge");
  const token = searchParams.get("hub.verify_token");
  const isKnown = Boolean(token) && sameSecret(token!, verifyToken);
  if (!isKnown || challenge === null || searchParams.get("hub.mode") !== "subscribe") return { status: 403 };
  return { status: 200, contentType: "text/plain", body: challenge };
}
