/** Blank: not counted (null). @returns what is wrong, where it is no whole number from 0. */
export function readStock(text: string | undefined): number | null | { problem: string } {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  return {
    problem: `The stock "${text}" is not a whole number from 0; leave it blank when you do not count it.`,
  };
}
