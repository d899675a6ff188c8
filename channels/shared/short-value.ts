import { createHash } from "node:crypto";

/**
 * A payload that fits where a vendor leaves so few bytes for it: itself, or `#` and the beginning of its SHA-256.
 * The server finds the payload again among the buttons that the conversation has shown.
 */
export const shortValue = (value: string, mostBytes: number): string =>
  Buffer.byteLength(value) <= mostBytes ? value : hashedValue(value);

/** `#` and 22 letters. */
export const hashedValue = (value: string): string =>
  `#${createHash("sha256").update(value).digest("base64url").slice(0, 22)}`;
