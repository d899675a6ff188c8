import { isOpen } from "../../models/order.ts";
import type { Scene } from "../engine/flow.ts";
import type { OwnOrder } from "./prove.ts";

/** The step by which a flow has its change made. */
export const change = "changed";

/**
 * How far a flow is that changes an order: whether it is being made, with the very values that are known now; still may be;
 * or comes too late. What was made shows in the order itself, which by then is no longer as it was before.
 */
export function stageOf({ made, values }: Scene<OwnOrder>, key: string): "made" | "open" | "closed" {
  const before = made[change]?.key;
  if (before === key || before?.startsWith(`${key}~`)) return "made";
  return isOpen(values.order.state) ? "open" : "closed";
}
