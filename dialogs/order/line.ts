import type { OrderLine } from "../../models/commerce.ts";
import { formatMoney } from "../../models/format.ts";
import type { Scene } from "../engine/flow.ts";
import { variantName } from "../product/name.ts";
import { lineName } from "./line-name.ts";

type Words = Pick<Scene<unknown>, "replies" | "language">;

/** "• 2 × Robe Lina (rouge, 38) 698 MAD" */
export function orderLine(line: OrderLine, scene: Scene<unknown>): string {
  const amountMinor = line.unitPrice.amountMinor * line.quantity;
  const price = formatMoney({ ...line.unitPrice, amountMinor }, scene.language);
  return `• ${lineName(line, scene)} ${price}`;
}

/** In a sentence: "Robe Lina (rouge, 38)", "2 × Foulard Amira (vert)". */
export const articleName = (line: OrderLine, words: Words): string =>
  line.quantity > 1 ? lineName(line, words) : variantName(line, words);

export const articleNames = (lines: readonly OrderLine[], words: Words): string =>
  lines.map((line) => articleName(line, words)).join(words.language === "ar" ? "، " : ", ");
