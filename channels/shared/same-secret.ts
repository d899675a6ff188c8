import { createHash, timingSafeEqual } from "node:crypto";

/** Compares secrets or signatures of any length in a time that tells nothing of them. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
