import type { OrderLine } from "../../models/commerce.ts";
import { formatMoney } from "../../models/format.ts";
import type { Scene } from "../engine/flow.ts";
import { lineName } from "./line-name.ts";

/** "• 2 × Robe Lina (rouge, 38) 698 MAD" */
export function orderLine(line: OrderLine, scene: Scene<unknown>): string {
  const amountMinor = line.unitPrice.amountMinor * line.quantity;
  const price = formatMoney({ ...line.unitPrice, amountMinor }, scene.language);
  return `• ${lineName(line, scene)} ${price}`;
}
