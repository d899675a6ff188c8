import { englishShortForms } from "./en.ts";
import { frenchShortForms } from "./fr.ts";

/** Both languages' at once: "slt, where is my order" is one message. French wins where they differ ("c"). */
const expansions = new Map(
  Object.entries({ ...englishShortForms, ...frenchShortForms }).map(([short, long]) => [
    short,
    long.split(" "),
  ]),
);

/** The words that a folded word stands for: itself, or what an abbreviation is short for. */
export const expandShortForms = (word: string): string[] => expansions.get(word) ?? [word];
