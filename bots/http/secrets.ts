import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits, as text that fits a URL and a header. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

/** What is stored of a secret. One round of SHA-256 is enough for 256 random bits: there is nothing to guess. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

const noHash = Buffer.alloc(32);

/** Whether `secret` has the stored hash; takes as long when there is none. */
export function matchesHash(secret: string, storedHash: string | null): boolean {
  const given = createHash("sha256").update(secret).digest();
  const stored = storedHash === null ? noHash : Buffer.from(storedHash, "base64url");
  return timingSafeEqual(given, stored.length === given.length ? stored : noHash) && storedHash !== null;
}
