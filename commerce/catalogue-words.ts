import type { Product } from "../models/commerce.ts";
import { inPieces } from "../models/in-pieces.ts";

/** What a product may be called, by its id. */
export interface ProductWords {
  key: string;
  words: string[];
}

/**
 * The names by which shoppers call products: the whole title, and what is short for it. "Robe midi Lina en coton"
 * is also "robe Lina": its kind with its proper name, unless two products would be called the same.
 */
export async function productNames(products: Product[]): Promise<ProductWords[]> {
  const names = await inPieces(products, ({ title }) => Object.values(title).flatMap(shortNames));
  const counts = new Map<string, number>();
  await inPieces(names, (each) => {
    for (const name of new Set(each.map(folded))) counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  return inPieces(products, ({ id, title }, index) => ({
    key: id,
    words: [
      ...new Set([
        ...Object.values(title),
        ...names[index]!.filter((name) => counts.get(folded(name)) === 1),
      ]),
    ],
  }));
}

/** The kind stands first ("Robe … Lina", "فستان لينا …") or, as in English, last ("Lina … dress"). */
function shortNames(title: string): string[] {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first, second, last] = [words[0], words[1], words.at(-1)];
  if (first === undefined || second === undefined || last === undefined) return [];
  if (/\p{Script=Arabic}/u.test(first)) return second.startsWith("ال") ? [] : [`${first} ${second}`];
  const isName = (word: string): boolean => /^\p{Lu}\p{Ll}+$/u.test(word);
  // Where every word is capitalised, capitals tell no names.
  if (words.length > 2 && words.every(isName)) return [];
  const later = words.slice(1).filter(isName);
  return [
    ...later.map((name) => `${first} ${name}`),
    ...(isName(first) && !isName(last) ? [`${first} ${last}`] : []),
  ];
}

const folded = (name: string): string => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
