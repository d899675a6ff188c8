/**
 * What two spellings of the same phrase have in common: case, accents, punctuation, Arabic letter forms,
 * vowel signs and digits do not count. Emoji and signs do.
 */
export function sameText(text: string): string {
  const folded = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}\u0640]/gu, "")
    .replace(/[\u0671]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\p{P}\p{Z}\p{C}]+/gu, " ")
    .trim();
  return folded === "" ? text.trim() : folded;
}
