import { createHmac, randomBytes } from "node:crypto";
import type { Answer, Asked, Call } from "../vendor.ts";

/** Meta writes what is not ASCII as `\u00e9`, and signs the bytes so. */
export const metaJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** https://developers.facebook.com/docs/messenger-platform/webhooks#validate-payloads */
export function metaCall(path: string, payload: unknown, appSecret: string): Call {
  const body = metaJson(payload);
  const signature = createHmac("sha256", appSecret).update(body).digest("hex");
  return {
    path,
    body,
    headers: () => ({
      "content-type": "application/json",
      "user-agent": "facebookexternalua",
      "x-hub-signature-256": `sha256=${signature}`,
    }),
  };
}

/** https://developers.facebook.com/docs/graph-api/guides/error-handling */
export function metaError(
  status: number,
  code: number,
  message: string,
  more: { error_subcode?: number; error_data?: object; type?: string } = {},
): Answer {
  const error = {
    message: `(#${code}) ${message}`,
    type: "OAuthException",
    code,
    ...more,
    fbtrace_id: randomBytes(15).toString("base64url"),
  };
  return { status, json: { error } };
}

/** Null: the token is right, and the path has a version. */
export function metaRefusal({ headers, path }: Asked, token: string): Answer | null {
  if (!headers.authorization)
    return metaError(401, 104, "An access token is required to request this resource.");
  if (headers.authorization !== `Bearer ${token}`)
    return metaError(401, 190, "Invalid OAuth access token - Cannot parse access token");
  // Graph itself would take the oldest version of the app; a product that forgets it is at fault.
  if (!/^\/v\d\d\.\d\//.test(path))
    return metaError(400, 2500, "Unknown path components: the version is missing");
  return null;
}

/** Retried for up to seven days, at growing distances. */
export const metaRetryMs = [1, 5, 30, 120, 600, 3600, 4 * 3600, 12 * 3600, 24 * 3600, 48 * 3600].map(
  (seconds) => seconds * 1000,
);
