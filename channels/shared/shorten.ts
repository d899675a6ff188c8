import { graphemes } from "./graphemes.ts";

/** How long a text is: in UTF-16 units unless a vendor counts otherwise. */
export type Measure = (text: string) => number;
export const utf16Units: Measure = (text) => text.length;
export const utf8Bytes: Measure = (text) => Buffer.byteLength(text);

/** A title within a vendor's limit; what had to go is an ellipsis. */
export function shorten(text: string, most: number, measure: Measure = utf16Units): string {
  if (measure(text) <= most) return text;
  const room = most - measure("…");
  let kept = "";
  for (const grapheme of graphemes(text)) {
    if (measure(kept + grapheme) > room) break;
    kept += grapheme;
  }
  return `${kept.trimEnd()}…`;
}
