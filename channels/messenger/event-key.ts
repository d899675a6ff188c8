import { createHash } from "node:crypto";

const longest = 200;

/** Meta's id of a message, or what stands for it. */
export function eventKey(id: string): string {
  const key = `fb:${id}`;
  return key.length <= longest ? key : `fb:${digest(id)}`;
}

/** For what has no id: it is the same when the same shopper did the same in the same millisecond. */
export const momentKey = (psid: string, unixMs: number, what: string): string =>
  eventKey(`${psid}:${unixMs}:${digest(what)}`);

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");
