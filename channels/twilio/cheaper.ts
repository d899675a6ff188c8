import { isGsm, segments } from "./segments.ts";

/**
 * A text in as few segments as it can be without another meaning.
 *
 * 1. Typographic signs become plain ones (’ → ', « » → ", … → ..., – → -, œ → oe, the spaces that French puts within
 *    numbers → a space) where the whole text is GSM-7 then, in no more segments. Nobody misses them.
 * 2. Else the accents that GSM-7 does not have go as well (ç ê ô û î â À), where that brings the text from several
 *    segments down to one: this is a fault of spelling, so it must save at least half of the price. é è ù à stay.
 * 3. Else, as in Arabic or with an emoji, nothing would be saved, and the text stays as it is.
 */
export function cheaper(text: string): string {
  const composed = text.normalize("NFC");
  const plain = plainSigns(composed);
  const before = segments(composed).count;
  if (isGsmIn(plain, before)) return plain;
  const bare = withoutForeignAccents(plain);
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

const withoutForeignAccents = (text: string): string =>
  [...text].map((one) => (isGsm(one) ? one : one.normalize("NFD").replace(/\p{M}/gu, ""))).join("");
