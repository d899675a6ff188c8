import { createHmac } from "node:crypto";
import { sameSecret } from "../../channels/shared/same-secret.ts";

/** An older call may have been listened to and sent again. */
const oldestMs = 5 * 60_000;

/**
 * Whether a call was signed with one of the secrets, within five minutes: `t=1764590000,v1=…`, the time in seconds and
 * HMAC-SHA256 in hexadecimal of that time, a full stop, and the bytes as they came. Several `v1` may be given.
 */
export function isSignedEvent(
  header: string | undefined,
  body: Buffer,
  secrets: readonly string[],
  now: Date,
): boolean {
  const parts = (header ?? "").split(",").map((part) => part.trim());
  const [, time] = /^t=(\d{1,12})$/.exec(parts[0] ?? "") ?? [];
  if (time === undefined || Math.abs(now.getTime() - Number(time) * 1000) > oldestMs) return false;
  const given = parts.flatMap((part) => (part.startsWith("v1=") ? [part.slice(3)] : []));
  const expected = secrets.map((secret) =>
    createHmac("sha256", secret).update(`${time}.`).update(body).digest("hex"),
  );
  return expected.some((right) => given.some((signature) => sameSecret(signature, right)));
}
