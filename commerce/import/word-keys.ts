import { languages } from "../../models/language.ts";
import { fold, terms } from "../search/terms.ts";
import type { ImportShop } from "./contract.ts";

/** Turns what a merchant wrote for a colour, a size or a category into the key that the shop knows it by. */
export interface WordKeys {
  /** Kept as it is when unknown. */
  color(value: string): string;
  size(value: string): string;
  /** Known by its key or by a word for it; an unknown one becomes a key of its own. */
  category(value: string): string;
  /** The first of these texts with a word for a category decides. */
  categoryIn(texts: string[]): string | null;
}

const maxPhraseTerms = 4;

export function wordKeys(words: ImportShop["words"]): WordKeys {
  const color = keysByPhrase(words, "color");
  const size = keysByPhrase(words, "size");
  const category = keysByPhrase(words, "category");
  const known = (keys: Map<string, string>, value: string) => keys.get(phrase(value));
  return {
    color: (value) => known(color, value) ?? value,
    size: (value) => known(size, value) ?? value,
    category: (value) => known(category, value) ?? slug(value, "_"),
    categoryIn(texts) {
      for (const text of texts) {
        const found = firstPhrase(terms(text), category);
        if (found) return found;
      }
      return null;
    },
  };
}

const phrase = (text: string): string => terms(text).join(" ");

function keysByPhrase(words: ImportShop["words"], kind: "color" | "size" | "category"): Map<string, string> {
  const keys = new Map<string, string>();
  const add = (text: string, key: string) => keys.set(phrase(text), keys.get(phrase(text)) ?? key);
  for (const language of languages)
    for (const [key, synonyms] of Object.entries(words[language][kind])) {
      add(key, key);
      for (const synonym of synonyms) add(synonym, key);
    }
  keys.delete("");
  return keys;
}

/** The longest phrase wins, then the first one: "robe en soie avec ceinture" is a dress. */
function firstPhrase(all: string[], keys: Map<string, string>): string | null {
  for (let length = maxPhraseTerms; length > 0; length--)
    for (let start = 0; start + length <= all.length; start++) {
      const key = keys.get(all.slice(start, start + length).join(" "));
      if (key !== undefined) return key;
    }
  return null;
}

/** Letters and digits of a text, for a key or a SKU made from it. */
export const slug = (text: string, between: string): string =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(between) || "other";
