/** A piece of a message; `href` makes it a link. */
export interface Segment {
  text: string;
  href?: string;
}

/** Addresses, e-mail addresses and international phone numbers, without the punctuation that ends a sentence. */
const linkable =
  /https?:\/\/[^\s<>"'\u200e\u200f\u202a-\u202e\u2066-\u2069]+[^\s<>"'.,;:!?)\]»؟،؛\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d{8,15}\b/giu;

/** Cuts a text into plain pieces and links. Nothing of it is ever read as HTML. */
export function linkify(text: string): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const match of text.matchAll(linkable)) {
    const href = toHref(match[0]);
    if (!href) continue;
    if (match.index > at) segments.push({ text: text.slice(at, match.index) });
    segments.push({ text: match[0], href });
    at = match.index + match[0].length;
  }
  if (at < text.length) segments.push({ text: text.slice(at) });
  return segments;
}

function toHref(text: string): string | null {
  if (text.startsWith("+")) return `tel:${text}`;
  if (!/^https?:/i.test(text)) return `mailto:${text}`;
  return webAddress(text, "");
}

/** An absolute http(s) address, `path` being relative to `base`; null for anything else, such as `javascript:`. */
export function webAddress(path: string, base: string): string | null {
  try {
    const url = base === "" ? new URL(path) : new URL(path, base);
    return ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Hour and minute of the shopper's day, e.g. "14:05". */
export const timeOfDay = (at: string | number, language: string): string =>
  new Intl.DateTimeFormat(language === "ar" ? "ar-MA-u-nu-latn" : language, {
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(at));
