import { isDueAtDoor, isUnconfirmed } from "../../models/cod/case.ts";
import { branch, go, read, type Step } from "../engine/flow.ts";
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

/** What is paid otherwise, or already, is no matter of these flows: another one sees to the order. */
export function onlyAtDoor<V extends OwnOrder>(other: string): Step<V> {
  return branch("at the door", ({ values }) => (isDueAtDoor(values.order) ? "yes" : "no"), {
    no: [go("other", ({ values }) => ({ flow: other, slots: { number: values.number } }))],
  });
}
