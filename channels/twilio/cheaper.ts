import { isGsm, segments } from "./segments.ts";

/**
 * A text in as few segments as it can be without another meaning.
 *
 * 1. Typographic signs become plain ones (’ → ', « » → ", … → ..., – → -, œ → oe, the spaces that French puts within
 *    numbers → a space) where the whole text is GSM-7 then, in no more segments. Nobody misses them.
 * 2. Else emoji beside words go as well (👋), where the whole text is GSM-7 then, in fewer segments: a decoration is not
 *    worth the price of a message. One that is all there is on its line says something, and stays.
 * 3. Else the accents that GSM-7 does not have go too (ç ê ô û î â À), where that brings the text from several
 *    segments down to one: this is a fault of spelling, so it must save at least half of the price. é è ù à stay.
 * 4. Else, as in Arabic, nothing would be saved, and the text stays as it is.
 */
export function cheaper(text: string): string {
  const composed = text.normalize("NFC");
  const plain = plainSigns(composed);
  const before = segments(composed).count;
  if (isGsmIn(plain, before)) return plain;
  const undecorated = plain.split("\n").map(withoutEmoji).join("\n");
  if (isGsmIn(undecorated, before - 1)) return undecorated;
  const bare = withoutForeignAccents(undecorated);
  return before > 1 && isGsmIn(bare, 1) ? bare : composed;
}

function isGsmIn(text: string, most: number): boolean {
  const { encoding, count } = segments(text);
  return encoding === "GSM-7" && count <= most;
}

/** Of those that Twilio would replace as well: https://www.twilio.com/docs/messaging/services/smart-encoding-char-list */
const signs: readonly [RegExp, string][] = [
  [/«[ \u00a0\u202f]?|[ \u00a0\u202f]?»|[“”„]/g, '"'],
  [/[‘’‚ʼ′]/g, "'"],
  [/[‐‑‒–—−]/g, "-"],
  [/…/g, "..."],
  [/[\u00a0\u2000-\u200a\u202f]/g, " "],
  [/[\u200b\u200e\u200f\ufeff]/g, ""],
  [/•/g, "-"],
  [/×/g, "x"],
  [/œ/g, "oe"],
  [/Œ/g, "OE"],
  [/\t/g, " "],
];

const plainSigns = (text: string): string =>
  signs.reduce((said, [sign, plain]) => said.replace(sign, plain), text);

/** With skin, sex and the like: https://unicode.org/reports/tr51/#EBNF_and_Regex */
const oneEmoji = String.raw`(?:\p{RI}{2}|(?![©®™])\p{ExtPict}\p{EMod}?\ufe0f?(?:\u200d\p{ExtPict}\p{EMod}?\ufe0f?)*)`;
/** With the space that keeps it from the words. */
const emoji = new RegExp(`^(?:${oneEmoji} ?)+|(?: ?${oneEmoji})+`, "gu");

function withoutEmoji(line: string): string {
  const words = line.replace(emoji, "");
  return /\p{L}/u.test(words) ? words : line;
}

const withoutForeignAccents = (text: string): string =>
  [...text].map((one) => (isGsm(one) ? one : one.normalize("NFD").replace(/\p{M}/gu, ""))).join("");
