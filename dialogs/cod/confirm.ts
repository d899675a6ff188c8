import type { OrderState } from "../../models/commerce.ts";
import { branch, type CallOutcome, call, flow, go, say } from "../engine/flow.ts";
import type { OwnOrder } from "../order/prove.ts";
import { onlyAtDoor, ownCod, proveCod } from "./own-cod.ts";
import { summary } from "./summary.ts";

interface Values extends OwnOrder {
  done: CallOutcome<{ state: OrderState }>;
}

/** An order that is paid at the door is wanted; also one that was refused before. */
export const codConfirm = flow<Values>("cod.confirm", {
  version: 1,
  intents: ["cod.confirm"],
  slots: ownCod,
  subject: ["number"],
  repeats: true,
  cancelledBy: "cod.refuse",
  steps: [
    ...proveCod<Values>(),
    onlyAtDoor("order.track"),
    call("done", {
      action: "cod.confirm",
      key: ({ values }) => `cod:${values.number}:confirm`,
      args: ({ values }) => ({ number: values.number }),
      uses: ["number"],
    }),
    branch("outcome", ({ values }) => stateOf(values.done), {
      confirmed: [
        say("confirmed", (scene) => ({
          key: "cod.confirm.done",
          params: summary(scene.values.order, scene),
          next: [
            { title: "order.track.button", flow: "order.track", slots: { number: scene.values.number } },
            { title: "cod.change.button", flow: "cod.change", slots: { number: scene.values.number } },
          ],
        })),
      ],
      cancelled: [go("again", ({ values }) => ({ flow: "cod.retake", slots: { number: values.number } }))],
      other: [go("state", ({ values }) => ({ flow: "order.track", slots: { number: values.number } }))],
    }),
  ],
});

function stateOf(done: Values["done"]): "confirmed" | "cancelled" | "other" {
  const state = done.ok ? done.value.state : "placed";
  return state === "confirmed" || state === "cancelled" ? state : "other";
}
