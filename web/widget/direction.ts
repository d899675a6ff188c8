/**
 * The direction that a text is read in, by the script of most of its letters: an Arabic sentence may begin with
 * the Latin name of a product. Null for a text without letters, which follows its surroundings.
 */
export function directionOf(text: string): "rtl" | "ltr" | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return null;
  const arabic = text.match(/\p{Script=Arabic}/gu)?.filter((letter) => /\p{L}/u.test(letter)).length ?? 0;
  return arabic * 2 >= letters ? "rtl" : "ltr";
}
