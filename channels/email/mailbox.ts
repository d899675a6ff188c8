import { z } from "zod";

/** `Dar Lina <bonjour@darlina.example>`, taken apart. */
export const Mailbox = z.object({ name: z.string().exactOptional(), address: z.string() });
export type Mailbox = z.infer<typeof Mailbox>;

/** https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1.3 */
const longestAddress = 254;
const longestName = 300;

/** Null when there is no address that could be written to. */
export function mailboxOf(written: string): Mailbox | null {
  const open = written.lastIndexOf("<");
  const address = open < 0 ? written.trim() : written.slice(open + 1, endOf(written, open)).trim();
  if (address.length > longestAddress || !/^[^\s<>@,;:]+@[^\s<>@,;:]+$/.test(address)) return null;
  const name = nameOf(written.slice(0, Math.max(open, 0)));
  return { address, ...(name && name !== address && { name }) };
}

/** Nobody tells addresses apart by capital letters. */
export const addressOf = (written: string): string | null =>
  mailboxOf(written)?.address.toLowerCase() ?? null;

function endOf(written: string, open: number): number {
  const close = written.indexOf(">", open);
  return close < 0 ? written.length : close;
}

/** Without the quotation marks that a name with a comma needs. */
const nameOf = (written: string): string =>
  written
    .trim()
    .replace(/^"(.*)"$/s, "$1")
    .replace(/\\(["\\])/g, "$1")
    .trim()
    .slice(0, longestName);
