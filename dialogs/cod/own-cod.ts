import { isUnconfirmed } from "../../models/cod/case.ts";
import { read, type Step } from "../engine/flow.ts";
import { type OwnOrder, ordersOfWriter, ownOrder, prove } from "../order/prove.ts";

const { remembered: _, ...number } = ownOrder.number;

/** For a flow's own `slots`: which order is not taken from memory before those that wait for a word are looked at. */
export const ownCod: typeof ownOrder = { number, fact: ownOrder.fact };

/** Like `prove`, but whoever names no order means the latest that waits for their word, or the one just spoken of. */
export function proveCod<V extends OwnOrder>(): Step<V>[] {
  const steps: Step<OwnOrder>[] = [
    read("number", async (scene) => {
      const { values, memory } = scene;
      return values.number ?? (await ordersOfWriter(scene)).find(isUnconfirmed)?.number ?? memory.order;
    }),
    ...prove<OwnOrder>(),
  ];
  return steps as unknown as Step<V>[];
}
