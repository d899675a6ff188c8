import type { Choice } from "../../models/activity.ts";

/** How people name a place in a list, in the languages we serve; the index is the place, counted from 0. */
const ordinals: string[][] = [
  [
    "first",
    "1st",
    "premier",
    "premiere",
    "1er",
    "1ere",
    "الاول",
    "الاولى",
    "اول",
    "لول",
    "اللول",
    "lwel",
    "louel",
    "lwl",
    "lowla",
  ],
  [
    "second",
    "2nd",
    "deuxieme",
    "2eme",
    "seconde",
    "الثاني",
    "الثانيه",
    "ثاني",
    "التاني",
    "التانيه",
    "الزاوج",
    "tani",
    "tania",
    "thani",
    "zawj",
  ],
  [
    "third",
    "3rd",
    "troisieme",
    "3eme",
    "الثالث",
    "الثالثه",
    "التالت",
    "التالته",
    "talet",
    "talta",
    "thaleth",
  ],
  ["fourth", "4th", "quatrieme", "4eme", "الرابع", "الرابعه", "rabe3", "rab3a", "rabi3"],
  ["fifth", "5th", "cinquieme", "5eme", "الخامس", "الخامسه", "khames", "khamsa"],
];
const last = new Set(["last", "dernier", "derniere", "الاخير", "الاخيره", "lekher", "lakher", "lekhra"]);

/** Words that may stand around an answer without changing it ("la deuxième svp", "the red one"). */
const filler = new Set(
  "le la les l un une the one a please pls svp stp numero num n no number option choix choice je veux prends i want take هذا هذه رقم الخيار من فضلك بغيت hadi hada".split(
    " ",
  ),
);

/** Longer texts are no answer to a list, whatever word they share with it. */
const mostWords = 8;

/**
 * Which option an answer names: by its number in any digits, its place ("la deuxième"), its label or a part of
 * it that no other label has.
 * @returns the index, or null when none or more than one fits.
 */
export function matchOption(text: string, options: Choice[]): number | null {
  const words = simplify(text).split(" ").filter(Boolean);
  if (words.length === 0 || words.length > mostWords || options.length === 0) return null;
  const labels = options.map((option) => simplify(option.title));
  const whole = labels.indexOf(words.join(" "));
  if (whole >= 0) return whole;

  const telling = words.filter((word) => !filler.has(word));
  if (telling.length === 1) {
    const place = placeOf(telling[0]!, options.length);
    if (place !== null) return place;
  }
  if (telling.length === 0) return null;
  const fitting = labels.flatMap((label, index) => (holds(label.split(" "), telling) ? [index] : []));
  return fitting.length === 1 ? fitting[0]! : null;
}

function placeOf(word: string, count: number): number | null {
  const place = /^\d{1,2}$/.test(word)
    ? Number(word) - 1
    : ordinals.findIndex((names) => names.includes(word));
  if (place >= 0 && place < count) return place;
  return last.has(word) ? count - 1 : null;
}

const holds = (label: string[], words: string[]): boolean => words.every((word) => label.includes(word));

/** Folds case, accents, Arabic letter forms and Eastern digits; everything else becomes a space. */
function simplify(text: string): string {
  return text
    .slice(0, 300)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f\u064b-\u065f\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
