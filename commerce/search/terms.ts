/**
 * How words become the terms of the index; products and queries go through the same functions. Raise
 * `termsVersion` when they change: snapshots made by others are then built again.
 */
export const termsVersion = 1;

/** Letters that Unicode does not take apart by itself. */
const letters: Record<string, string> = {
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ø: "o",
  ٱ: "ا",
  ى: "ي",
  ة: "ه",
  ک: "ك",
  ی: "ي",
};

/** Small letters without accents, vowel signs and tatweel; one form of each Arabic letter; digits 0-9. */
export function fold(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\u0640]/gu, "")
    .toLowerCase()
    .replace(/[œæßøٱىةکی]/g, (letter) => letters[letter] ?? letter)
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** The terms of a text in their order, repeated ones included. */
export function terms(text: string): string[] {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(stem);
}

/** Takes off the plural of French and English, and the Arabic article with what is written onto it. */
function stem(word: string): string {
  if (/^[a-z]{4,}$/.test(word)) return word.replace(/(?<![su])s$|(?<=[aeo]u)x$/, "");
  return word.replace(/^(?:[وفبك]?ال|لل)(?=.{3})/u, "");
}

const stopWords = new Set(
  [
    "de du des d le la les l un une et ou en a au aux pour par avec sans sur dans ce cette ces mon ma mes votre",
    "vos je tu il elle nous vous est c qui que quoi quel quelle avez as ai cherche veux voudrais svp",
    "the an and or of for with without in on to is are this that my your i you we do have want looking please any",
    "من في على الى عن مع و او هل ما لي عندكم عندك كاين بغيت ابغى اريد ديال تاع هذا هذه شي",
    "dyal dial ta3 f fi m3a 3la chi kayn kayna wach bghit bghi",
  ].flatMap(terms),
);

export const isStopWord = (term: string): boolean => stopWords.has(term);
