import type { Language } from "../../models/language.ts";
import type { LocalePack, WordKind } from "../../models/locale.ts";
import { createLexicon, growLexicon, type Lexicon, type LexiconEntry } from "./lexicon.ts";

/** Of every language: names are recognised whichever language is spoken. */
export type WordPack = Pick<LocalePack, "language" | "words">;

/** What is found by the packs' words: for each thing that a language speaks of, its own words first. */
type Named<T> = Record<"color" | "size" | "city" | Language, T>;
export type WordLexicons = Named<Lexicon>;

/** Shorter words for things (in the singular) mean something else in another language: "hat" (give!) in Arabizi. */
const leastForeignLetters = 4;

export function wordLexicons(packs: WordPack[]): WordLexicons {
  const lexicons = Object.entries(entriesOf(packs)).map(([name, entries]) => [name, createLexicon(entries)]);
  return Object.fromEntries(lexicons);
}

/** The same, while others have their turn. */
export async function growWordLexicons(packs: WordPack[]): Promise<WordLexicons> {
  const lexicons: [string, Lexicon][] = [];
  for (const [name, entries] of Object.entries(entriesOf(packs)))
    lexicons.push([name, await growLexicon(entries)]);
  return Object.fromEntries(lexicons) as WordLexicons;
}

function entriesOf(packs: WordPack[]): Named<LexiconEntry[]> {
  const of = (kind: WordKind, some = packs): LexiconEntry[] =>
    some.flatMap(({ words }) => Object.entries(words[kind]).map(([key, names]) => ({ key, words: names })));
  const thingsFor = (language: Language): LexiconEntry[] => {
    const own = packs.filter((pack) => pack.language === language);
    const foreign = packs.filter((pack) => pack.language !== language);
    const longWords = ({ key, words }: LexiconEntry): LexiconEntry => ({
      key,
      words: words.filter((word) => word.replace(/s$/, "").length >= leastForeignLetters),
    });
    return [...of("category", own), ...of("category", foreign).map(longWords)];
  };
  return {
    color: of("color"),
    size: of("size"),
    city: of("city"),
    ar: thingsFor("ar"),
    en: thingsFor("en"),
    fr: thingsFor("fr"),
  };
}
