/** ` (did you mean "x"?)` for the closest of the known words, or nothing when none is close. */
export function didYouMean(word: string, known: Iterable<string>): string {
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const distance = editDistance(word, candidate);
    if (distance < fewest) [best, fewest] = [candidate, distance];
  }
  return best === undefined ? "" : ` (did you mean "${best}"?)`;
}

/** Insertions, deletions, replacements and swaps of neighbours, one each (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  let twoAbove: number[] = [];
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = isSwap ? (twoAbove[column - 2] ?? Number.POSITIVE_INFINITY) + 1 : replaced;
      current.push(Math.min(replaced, swapped, above[column]! + 1, current[column - 1]! + 1));
    }
    [twoAbove, above] = [above, current];
  }
  return above[b.length]!;
}
