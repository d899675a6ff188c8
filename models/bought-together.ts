/** Something that is bought with another thing more often than chance would have it. */
export interface Companion {
  id: string;
  /** How much more often than by chance, as a logarithm, drawn towards 0 where few orders tell of it. */
  score: number;
  /** Orders that have both. */
  together: number;
}

/** What a single order tells is chance. */
const fewest = 2;
/** So many orders with both weigh half as much as any number of them. */
const halfTrust = 3;
/** An order of more things than that is a shop's, and says nothing of taste. */
const mostInOrder = 20;

/**
 * What goes with each thing, by what was bought in one order, best first: lift, that is how much more often two things are
 * bought together than if they had nothing to do with each other, shrunk where it rests on few orders.
 * @param orders the things of each; one that is there twice counts once
 * @param most for each thing
 */
export function boughtTogether(orders: Iterable<readonly string[]>, most: number): Map<string, Companion[]> {
  const counts = new Map<string, number>();
  const pairs = new Map<string, Map<string, number>>();
  let total = 0;
  for (const order of orders) {
    const things = [...new Set(order)];
    total++;
    for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
    if (things.length > mostInOrder) continue;
    for (const one of things) for (const other of things) if (one !== other) raise(pairs, one, other);
  }
  const companionsOf = (one: string, others: Map<string, number>): Companion[] =>
    [...others]
      .filter(([, together]) => together >= fewest)
      .map(([id, together]) => {
        const lift = (together * total) / (counts.get(one)! * counts.get(id)!);
        return { id, together, score: Math.log(lift) * (together / (together + halfTrust)) };
      })
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score || b.together - a.together || (a.id < b.id ? -1 : 1))
      .slice(0, most);
  return new Map(
    [...pairs]
      .map(([one, others]): [string, Companion[]] => [one, companionsOf(one, others)])
      .filter(([, companions]) => companions.length > 0),
  );
}

function raise(pairs: Map<string, Map<string, number>>, one: string, other: string): void {
  const others = pairs.get(one) ?? new Map<string, number>();
  pairs.set(one, others);
  others.set(other, (others.get(other) ?? 0) + 1);
}
