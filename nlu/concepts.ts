import type { ConceptWords } from "../models/locale.ts";
import { hashBeginnings, hashText } from "./classifier/hash.ts";
import { stemLatinOrArabic } from "./classifier/stemmer.ts";
import { foldText } from "./fold.ts";
import { wordsOf } from "./tokens.ts";

/** Notions that are read of one message. */
const maxConcepts = 12;
/** From this length on a word of the lexicon is found with an ending as well: "expédi" in "expédiez". */
const minPrefixChars = 5;
const maxEndingChars = 3;
const anyEnding = 255;
/** Arabic conjunctions, prepositions and articles, which are written onto the word. */
const proclitics = /^(?:[وف]?(?:ال|لل|بال|كال)|[وفبلك])(?=.{3})/;
const seed = { word: 1, exact: 2, stem: 3, rest: 4 };

/**
 * The words of all notions, made ready by training. They are hashed into one array: twenty thousand of them as
 * objects would take ten times the memory and hold up the thread that answers when a model is swapped in.
 */
export interface ConceptLexicon {
  /** Of the notions. */
  names: string[];
  /** One row per text, ordered by the first of its `columns`. */
  rows: Uint32Array<ArrayBuffer>;
}

/**
 * `key`: hash of the first word, or of its stem. `notion`: place among the names. `ending`: letters that may follow
 * the first word. `more`: words after the first. `rest`: their hash.
 */
const columns = ["key", "notion", "ending", "more", "rest"] as const;
type Row = Record<(typeof columns)[number], number>;
const column = Object.fromEntries(columns.map((name, at) => [name, at])) as Row;
const width = columns.length;

export function conceptLexicon(concepts: ConceptWords): ConceptLexicon {
  const names = Object.keys(concepts);
  const rows = names.flatMap((name, notion) => concepts[name]!.flatMap((text) => rowsOf(text, notion)));
  const ordered = rows.toSorted((a, b) => a.key - b.key);
  return { names, rows: Uint32Array.from(ordered.flatMap((row) => columns.map((name) => row[name]))) };
}

function rowsOf(text: string, notion: number): Row[] {
  const isExact = text.startsWith("=");
  const [first, ...others] = wordsOf(foldText(text.replace(/^=|\*/g, "")));
  if (first === undefined) return [];
  const row = {
    key: hashText(first, isExact ? seed.exact : seed.word),
    notion,
    ending: isExact ? 0 : endingOf(text, first, others),
    more: others.length,
    rest: hashText(others.join(" "), seed.rest),
  };
  const hasStem = others.length === 0 && !isExact;
  return hasStem ? [row, { ...row, key: hashText(stemLatinOrArabic(first), seed.stem), ending: 0 }] : [row];
}

function endingOf(text: string, first: string, others: string[]): number {
  if (text.includes("*")) return anyEnding;
  return others.length === 0 && first.length >= minPrefixChars ? maxEndingChars : 0;
}

/**
 * Finds notions by their words: equal, of the same stem, with a short ending, or in Arabic behind a written-on
 * preposition or article. A word ending in `*` is found with any ending, one behind `=` is found as it stands only;
 * several words must stand side by side.
 */
export interface ConceptFinder {
  /** The notions that these words name, each once. */
  find(words: readonly string[]): string[];
  /** Whether this word, without an ending, stands for one of these notions. */
  isWordFor(word: string, notions: readonly string[]): boolean;
}

export function conceptFinder({ names, rows }: ConceptLexicon): ConceptFinder {
  const get = (row: number, name: keyof Row): number => rows[row * width + column[name]]!;
  const count = rows.length / width;

  /** The rows of a key stand together; most keys have none. */
  function rowsWith(key: number): number[] {
    let row = 0;
    for (let end = count; row < end; ) {
      const middle = (row + end) >>> 1;
      if (get(middle, "key") < key) row = middle + 1;
      else end = middle;
    }
    const found: number[] = [];
    for (; row < count && get(row, "key") === key; row += 1) found.push(row);
    return found;
  }

  const nameOf = (row: number): string => names[get(row, "notion")]!;

  return {
    find(words) {
      const found = new Set<string>();
      const add = (key: number, endingLength: number, at: number): void => {
        for (const row of rowsWith(key)) {
          const more = get(row, "more");
          const ending = get(row, "ending");
          const fits =
            (ending === anyEnding || endingLength <= ending) &&
            (more === 0 ||
              hashText(words.slice(at + 1, at + 1 + more).join(" "), seed.rest) === get(row, "rest"));
          if (fits) found.add(nameOf(row));
        }
      };
      words.forEach((word, at) => {
        add(hashText(stemLatinOrArabic(word), seed.stem), 0, at);
        add(hashText(word, seed.exact), 0, at);
        for (const form of formsOf(word)) {
          const beginnings = hashBeginnings(form, seed.word);
          for (let length = form.length; length > 0; length -= 1)
            add(beginnings[length - 1]!, form.length - length, at);
        }
      });
      return [...found].slice(0, maxConcepts);
    },
    isWordFor: (word, notions) =>
      formsOf(word).some((form) =>
        rowsWith(hashText(form, seed.word)).some(
          (row) => get(row, "more") === 0 && notions.includes(nameOf(row)),
        ),
      ),
  };
}

/** An Arabic word as it stands, and without what is written onto it. */
function formsOf(word: string): string[] {
  const bare = word.replace(proclitics, "");
  return bare === word ? [word] : [word, bare];
}
