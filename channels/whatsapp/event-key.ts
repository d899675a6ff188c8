import { createHash } from "node:crypto";

const longest = 200;

/** Meta's id of a message, or what stands for it. */
export function eventKey(id: string): string {
  const key = `wa:${id}`;
  return key.length <= longest ? key : `wa:${createHash("sha256").update(id).digest("base64url")}`;
}

/** Null: it was too long to be a key. */
export const messageIdOf = (key: string): string | null => /^wa:(wamid\..+)$/s.exec(key)?.[1] ?? null;
