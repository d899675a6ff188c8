/** Gives the row of a hashed feature, or -1 when training has not seen it. */
export type RowOf = (hash: number) => number;

/**
 * Looks rows up by open addressing in one typed array: a `Map` of 200,000 hashes would take four times the
 * memory and, when a model is swapped in, block the event loop ten times as long.
 * @param hashes the feature of each row, all different.
 */
export function rowLookup(hashes: Uint32Array): RowOf {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(hashes.length * 2 + 2))).fill(-1);
  const mask = slots.length - 1;
  for (let row = 0; row < hashes.length; row += 1) {
    let slot = (hashes[row] ?? 0) & mask;
    while (slots[slot] !== -1) slot = (slot + 1) & mask;
    slots[slot] = row;
  }
  return (hash) => {
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const row = slots[slot] ?? -1;
      if (row === -1 || hashes[row] === hash) return row;
    }
  };
}
