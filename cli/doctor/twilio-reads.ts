import { z } from "zod";
import { type Answer, parsed, readPages } from "./finding.ts";

/** Where Twilio has what, and a read with the account's credentials. */
export interface TwilioReads {
  api: string;
  /** Below `api`: `…/2010-04-01/Accounts/AC…`. */
  account: string;
  messaging: string;
  content: string;
  read(url: string): Promise<Answer>;
}

/** What is not found is mended by another sender, or by another account. */
export const otherSender = "correct TWILIO_FROM, or take the account that has it";

/** Older lists give the path of the next page, newer ones its address. https://www.twilio.com/docs/usage/twilios-response */
const Paging = z.looseObject({
  next_page_uri: z.string().nullish(),
  meta: z.looseObject({ next_page_url: z.string().nullish() }).optional(),
});

/** All of a list, from `first` on. @param name of the list in each page. @throws {UnreadableError} */
export function readList<T>(
  first: string,
  { name, item, what }: { name: string; item: z.ZodType<T>; what: string },
  { read, api, account, messaging }: TwilioReads,
): Promise<T[]> {
  const base = first.startsWith(account) ? api : messaging;
  return readPages(first, async (url) => {
    const answer = await read(url);
    const page = parsed(Paging, answer, what, otherSender);
    const items = parsed(z.array(item), { ...answer, body: page[name] }, what, otherSender);
    const address = page.next_page_uri ?? page.meta?.next_page_url;
    if (!address) return { items };
    // The credentials go nowhere else.
    const { pathname, search } = new URL(address, base);
    return { items, next: base + pathname + search };
  });
}
