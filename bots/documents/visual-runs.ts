import bidiFactory from "bidi-js";

const bidi = bidiFactory();

/** They order what stands beside them, and are not written. */
const marks = /[\u200e\u200f\u2066-\u2069]/g;

export type Direction = "ltr" | "rtl";

/** A piece of a line that is read in one direction; its characters are in the order in which they are read. */
export interface VisualRun {
  text: string;
  direction: Direction;
}

/**
 * A line's pieces from left to right as they stand on paper: a shaper turns each, and only each, the right way round.
 * https://www.unicode.org/reports/tr9/#L2
 */
export function visualRuns(text: string, direction: Direction): VisualRun[] {
  const { levels } = bidi.getEmbeddingLevels(text, direction);
  const mirrored = bidi.getMirroredCharactersMap(text, levels);
  const runs: { text: string; level: number }[] = [];
  for (let index = 0; index < text.length; index++) {
    const level = levels[index]!;
    const character = mirrored.get(index) ?? text[index]!;
    const last = runs.at(-1);
    if (last?.level === level) last.text += character;
    else runs.push({ text: character, level });
  }
  return reordered(runs)
    .map(({ text, level }): VisualRun => {
      return { text: text.replace(marks, ""), direction: level % 2 === 1 ? "rtl" : "ltr" };
    })
    .filter((run) => run.text !== "");
}

/** From the highest level down, every stretch of that level or more is turned round. */
function reordered<T extends { level: number }>(runs: T[]): T[] {
  const order = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < order.length; start++) {
      let end = start;
      while (end < order.length && order[end]!.level >= level) end++;
      if (end === start) continue;
      order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = end;
    }
  }
  return order;
}
