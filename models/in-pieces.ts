/** Milliseconds of what costs 10 µs each. */
const itemsAtOnce = 200;

/** Does to each item what takes long for all of them, while others have their turn in between. */
export async function inPieces<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += itemsAtOnce) {
    for (const [index, item] of items.slice(at, at + itemsAtOnce).entries())
      results.push(work(item, at + index));
    await new Promise(setImmediate);
  }
  return results;
}
