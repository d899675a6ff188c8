import type { OrderLine } from "../../models/commerce.ts";
import { formatMoney } from "../../models/format.ts";
import type { Scene } from "../engine/flow.ts";
import { lineName } from "./line-name.ts";

type Words = Pick<Scene<unknown>, "replies" | "language">;

/** "• 2 × Robe Lina (rouge, 38) 698 MAD" */
export function orderLine(line: OrderLine, scene: Scene<unknown>): string {
  const amountMinor = line.unitPrice.amountMinor * line.quantity;
  const price = formatMoney({ ...line.unitPrice, amountMinor }, scene.language);
  return `• ${lineName(line, scene)} ${price}`;
}

/** "Robe Lina (rouge, 38)", "2 × Foulard Amira (vert)". */
export const lineName = (line: OrderLine, words: Words): string =>
  `${line.quantity > 1 ? `${line.quantity} × ` : ""}${variantName(line, words)}`;

export const linesName = (lines: readonly OrderLine[], words: Words): string =>
  lines.map((line) => lineName(line, words)).join(words.language === "ar" ? "، " : ", ");
