import type { Understanding } from "../../models/ports/recogniser.ts";

/** What they were told of last. */
export const thatOne = "that";

const beside =
  /(?<![\p{L}\p{N}])(?:avec|assorti\p{L}*|with|match(?:es|ing)?|to go with|مع|مع[هاي]+|يناسب|تناسب|ماع|m3a|m3ah|m3aha)(?![\p{L}\p{N}])/iu;
const goes =
  /(?<![\p{L}\p{N}])(?:(?:va|vont|irait|irai[st]|iraient|marche|porter|mettre|met)\b.{0,20}avec|goes? (?:well )?with|wear with|يليق|يلبق|كيجي مع|كيمشي مع|kaymchi m3a|kayji m3a|ylbe9)/iu;

/**
 * What something is to go with, in a wish for advice: the key of a thing, or {@link thatOne}: "qu'est-ce qui va avec ce
 * sac ?", "quel foulard avec mon caftan ?". Null where nothing is to go with anything.
 */
export function besideIn(text: string, { intents: [best], entities }: Understanding): string | null {
  if (best?.name !== "product.recommendation") return null;
  const at = beside.exec(text)?.index ?? goes.exec(text)?.index;
  if (at === undefined) return null;
  const things = entities.filter(({ type }) => type === "product");
  return (
    (things.find(({ start }) => start > at) ?? (things.length === 1 ? things[0] : undefined))?.normalized ??
    thatOne
  );
}
