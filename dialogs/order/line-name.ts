import type { OrderLine } from "../../models/commerce.ts";
import type { Scene } from "../engine/flow.ts";
import { variantName } from "../product/name.ts";

/** "2 × Robe Lina (rouge, 38)" */
export const lineName = (
  line: Pick<OrderLine, "title" | "color" | "size" | "quantity">,
  scene: Pick<Scene, "language" | "replies">,
): string => `${line.quantity} × ${variantName(line, scene)}`;
