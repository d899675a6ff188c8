import { branch, type CallOutcome, call, flow, go, handoff, remember, say } from "../engine/flow.ts";
import type { OwnOrder } from "../order/prove.ts";
import { onlyAtDoor, ownCod, proveCod } from "./own-cod.ts";
import { summary } from "./summary.ts";

interface Values extends OwnOrder {
  /** The number of the order that takes its place. */
  made: CallOutcome<{ number: string }>;
}

/** "Finally I take it": an order that was cancelled is placed anew, if there is still enough. Not one that the shop called off. */
export const codRetake = flow<Values>("cod.retake", {
  version: 1,
  intents: [],
  slots: ownCod,
  subject: ["number"],
  repeats: true,
  steps: [
    ...proveCod<Values>(),
    onlyAtDoor("order.track"),
    branch("cancelled", ({ values }) => (values.order.state === "cancelled" ? "yes" : "no"), {
      no: [go("state", ({ values }) => ({ flow: "order.track", slots: { number: values.number } }))],
    }),
    call("made", {
      action: "cod.retake",
      key: ({ values }) => `cod:${values.number}:retake`,
      args: ({ values }) => ({ number: values.number }),
      uses: ["number"],
    }),
    branch("outcome", ({ values: { made } }) => (made.ok ? "made" : made.error), {
      made: [
        remember("order", ({ values }) => ({ order: newNumber(values) })),
        say("made", (scene) => {
          const number = newNumber(scene.values);
          return {
            key: "cod.retake.done",
            params: summary({ ...scene.values.order, number }, scene),
            next: [{ title: "order.track.button", flow: "order.track", slots: { number } }],
          };
        }),
      ],
      out_of_stock: [
        say("gone", (scene) => ({ key: "cod.retake.gone", params: summary(scene.values.order, scene) })),
        handoff("no stock", ({ values }) => ({
          reason: "cod_retake",
          summary: `The shopper wants cancelled order ${values.number} after all, but too little of it is in stock.`,
        })),
      ],
      called_off: [
        handoff("called off", ({ values }) => ({
          reason: "cod_retake",
          summary: `The shopper wants order ${values.number} after all, which the shop has called off.`,
        })),
      ],
      too_old: [
        handoff("too old", ({ values }) => ({
          reason: "cod_retake",
          summary: `The shopper wants order ${values.number} after all, which was cancelled more than a week ago.`,
        })),
      ],
    }),
  ],
});

const newNumber = ({ made, number }: Values): string => (made.ok ? made.value.number : number);
