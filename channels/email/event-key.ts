/** The form of the ids that Resend gives to e-mails: UUIDs. They go into addresses and keys. */
export const emailId = /^[\w-]{1,100}$/;

/** Of what a shopper did by an e-mail. `part`: which thing, when it did several. */
export const eventKey = (id: string, part?: string | number): string =>
  part === undefined ? `email:${id}` : `email:${id}:${part}`;

/** A tag takes letters, digits, `_` and `-`. https://resend.com/docs/dashboard/emails/tags */
const tagName = "hanout_key";
const longestTag = 256;

/** Our key of a request as a tag, which Resend repeats in the webhooks about that e-mail. */
export function keyTags(key: string): { name: string; value: string }[] {
  const value = Buffer.from(key).toString("base64url");
  return value.length <= longestTag ? [{ name: tagName, value }] : [];
}

export function keyOfTags(tags: Readonly<Record<string, unknown>>): string | undefined {
  const value = tags[tagName];
  return typeof value === "string" ? Buffer.from(value, "base64url").toString() : undefined;
}
