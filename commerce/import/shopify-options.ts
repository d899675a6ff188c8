import { fold } from "../search/terms.ts";
import type { CsvRow } from "./read-csv.ts";
import type { WordKeys } from "./word-keys.ts";

export interface Option {
  name: string;
  value: string;
}

const colorNames = new Set(
  ["color", "colour", "colors", "couleur", "coloris", "teinte", "اللون", "لون"].map(fold),
);
const sizeNames = new Set(
  ["size", "sizes", "shoe size", "taille", "pointure", "المقاس", "مقاس", "القياس", "قياس"].map(fold),
);

/** The options of a variant. Names stand in the product's first row; "Default Title" is Shopify's word for none. */
export function optionsOf(row: CsvRow, firstRow: CsvRow): Option[] {
  return [1, 2, 3].flatMap((at) => {
    const value = row.cells.get(`Option${at} Value`);
    const name =
      row.cells.get(`Option${at} Name`) ?? firstRow.cells.get(`Option${at} Name`) ?? `Option ${at}`;
    return value === undefined || value === "Default Title" ? [] : [{ name, value }];
  });
}

/** Colour and size by their keys, other options by their names. */
export function optionFacets(options: Option[], keys: WordKeys) {
  const color = options.find(({ name }) => colorNames.has(fold(name)));
  const size = options.find(({ name }) => sizeNames.has(fold(name)));
  const others = options.filter((option) => option !== color && option !== size);
  return {
    ...(color && { color: keys.color(color.value) }),
    ...(size && { size: keys.size(size.value) }),
    ...(others.length > 0 && {
      options: Object.fromEntries(others.map(({ name, value }) => [name.toLowerCase(), value])),
    }),
  };
}
