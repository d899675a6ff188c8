/** What is read of a message; the rest of a longer one is left unread, so that no input takes long. */
export const maxChars = 1000;

/** A text with one spelling per letter, and the way back to the raw text. */
export interface FoldedText {
  raw: string;
  text: string;
  /** Raw offset (UTF-16 units) at which each unit of `text` begins. */
  starts: number[];
  /** Raw offset just after each unit of `text`. */
  ends: number[];
}

const letters: Record<string, string> = {
  ى: "ي",
  ی: "ي",
  ې: "ي",
  ة: "ه",
  ہ: "ه",
  ک: "ك",
  گ: "ك",
  ڭ: "ك",
  ݣ: "ك",
  پ: "ب",
  چ: "ج",
  ڤ: "ف",
  ڥ: "ف",
  ڨ: "ق",
  ٱ: "ا",
  ء: "",
  ـ: "",
  "،": ",",
  "؟": "?",
  "؛": ";",
  "٪": "%",
  "٫": ".",
  "٬": ",",
  "’": "'",
  "‘": "'",
  ʼ: "'",
  "`": "'",
  "´": "'",
  "“": '"',
  "”": '"',
  "«": '"',
  "»": '"',
  "–": "-",
  "—": "-",
  "‑": "-",
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ı: "i",
  ø: "o",
  ł: "l",
};

const invisible = /\p{M}|\p{Cf}|\p{Emoji_Modifier}/gu;
/** "XXXL" is a size of its own. */
const squeezed = /(?!x)\p{L}/u;
const folds = new Map<string, string>();

/**
 * One spelling per letter, so that "Où", "OU" and "ou", "أين" and "اين", "٣٨" and "38" are the same: small
 * letters, no accents, harakat, tatweel or invisible characters, one form of alef, ya and ta marbuta, western
 * digits and punctuation, and a letter repeated three times or more written once. Never throws; what is no
 * character (lone surrogates, NUL) becomes a space.
 */
export function fold(raw: string): FoldedText {
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];
  const length = Math.min(raw.length, maxChars);
  let run = 0;
  for (let at = 0; at < length; ) {
    const code = raw.charCodeAt(at);
    const wide = code >= 0xd800 && code < 0xdc00 && isLowSurrogate(raw, at + 1, length);
    const next = at + (wide ? 2 : 1);
    const folded = foldCharacter(raw.slice(at, next));
    if (folded === "") {
      if (ends.length > 0 && /\p{M}|[ـء]/u.test(raw.slice(at, next))) ends[ends.length - 1] = next;
    } else if (folded === text.at(-1) && squeezed.test(folded)) {
      run += 1;
      if (run < 3) {
        text += folded;
        starts.push(at);
      } else if (run === 3) {
        text = text.slice(0, -1);
        starts.pop();
        ends.pop();
      }
      ends[starts.length - 1] = next;
    } else {
      run = 1;
      text += folded;
      for (let unit = 0; unit < folded.length; unit += 1) {
        starts.push(at);
        ends.push(next);
      }
    }
    at = next;
  }
  return { raw, text, starts, ends };
}

/** The folded text alone, for words that are looked up. */
export const foldText = (raw: string): string => fold(raw).text;

function isLowSurrogate(raw: string, at: number, length: number): boolean {
  const code = at < length ? raw.charCodeAt(at) : 0;
  return code >= 0xdc00 && code < 0xe000;
}

function foldCharacter(character: string): string {
  const known = folds.get(character);
  if (known !== undefined) return known;
  const folded = computeFold(character);
  if (folds.size < 10_000) folds.set(character, folded);
  return folded;
}

function computeFold(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || (code >= 0xd800 && code < 0xe000)) return " ";
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
  const known = letters[character];
  if (known !== undefined) return known;
  const plain = character.normalize("NFKD").replace(invisible, "").toLowerCase();
  if (plain.length > 4) return " ";
  return Array.from(plain, (part) => letters[part] ?? part).join("");
}
