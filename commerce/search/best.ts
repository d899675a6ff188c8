/** The `count` items of the smallest rank, in its order; equal ones stay in theirs. The rest is not sorted. */
export function best<T>(items: Iterable<T>, count: number, rank: (item: T) => number): T[] {
  const kept: { item: T; rank: number }[] = [];
  for (const item of items) {
    const own = rank(item);
    if (kept.length === count && !(count > 0 && own < kept[count - 1]!.rank)) continue;
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (own < kept[middle]!.rank) high = middle;
      else low = middle + 1;
    }
    kept.splice(low, 0, { item, rank: own });
    if (kept.length > count) kept.pop();
  }
  return kept.map(({ item }) => item);
}
