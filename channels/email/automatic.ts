/** Addresses behind which nobody reads. */
const nobody =
  /(?:^|[-_.+])(?:mailer-daemon|postmaster|no[-_.]?reply|do[-_.]?not[-_.]?reply|ne[-_.]?pas[-_.]?repondre)(?:$|[-_.+])|^bounces?[-_.+]/i;

export const isNobody = (address: string): boolean => nobody.test(address.slice(0, address.lastIndexOf("@")));

/**
 * The header by which a program tells that it wrote: an out-of-office reply, a newsletter, a list, a report that
 * something was not delivered. To answer it may begin a talk without end, and no shopper waits.
 * https://www.rfc-editor.org/rfc/rfc3834#section-2
 * @param headers by their name in lower case
 * @returns null when a person may have written
 */
export function automaticHeader(headers: ReadonlyMap<string, string>): string | null {
  const found = signs.find(([name, tells]) => {
    const value = headers.get(name);
    return value !== undefined && tells.test(value.trim());
  });
  return found ? found[0] : null;
}

const signs: readonly [string, RegExp][] = [
  ["auto-submitted", /^(?!no\b)./i],
  ["precedence", /^(?:bulk|junk|list|auto[-_]?reply)\b/i],
  ["x-autoreply", /^(?!no$)/i],
  ["x-autorespond", /^/],
  ["x-autoreply-from", /^/],
  ["list-id", /^/],
  ["list-unsubscribe", /^/],
  ["content-type", /^multipart\/report\b/i],
  ["return-path", /^<>$/],
];
