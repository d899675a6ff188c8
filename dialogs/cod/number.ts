import { isUnconfirmed } from "../../models/cod/case.ts";
import { type AskedAddress, addressSlots } from "../address/address-slots.ts";
import { askPhone } from "../address/ask-address.ts";
import {
  branch,
  type CallOutcome,
  call,
  flow,
  go,
  type Question,
  read,
  type Scene,
  type Slot,
} from "../engine/flow.ts";
import { ownPhone } from "../engine/own-phone.ts";
import { type OwnOrder, ownOrder } from "../order/prove.ts";
import { proveCod } from "./own-cod.ts";

interface Values extends OwnOrder, Pick<AskedAddress, "phone"> {
  done: CallOutcome;
}

/** Begun by the shop: people are to phone about an order whose number cannot be called. They do once there is another. */
export const codNumber = flow<Values>("cod.number", {
  version: 1,
  intents: [],
  // Digits are the number that is asked for, however few.
  slots: { number: {}, fact: ownOrder.fact, phone: addressSlots.phone as unknown as Slot<Values> },
  subject: ["number"],
  steps: [
    ...proveCod<Values>(),
    branch("open", standOf, {
      yes: [
        read("phone", (scene) => scene.values.phone ?? ownPhone(scene)),
        ...askPhone<Values>(question),
        call("done", {
          action: "cod.number",
          key: ({ values }) => `cod:${values.number}:number:${values.phone}`,
          args: ({ values }) => ({ number: values.number, phone: values.phone }),
          uses: ["phone"],
        }),
      ],
      late: [go("state", ({ values }) => ({ flow: "order.track", slots: { number: values.number } }))],
    }),
  ],
});

/** Who was asked for nothing is told nothing, though it be too late. */
function standOf({ values: { order, phone } }: Scene<Values>): "yes" | "late" | "no" {
  if (isUnconfirmed(order)) return "yes";
  return phone === undefined ? "no" : "late";
}

function question({ values: { number, order } }: Scene<Values>): Question {
  const { phone } = order.address;
  return {
    reply: {
      key: "cod.number.ask",
      params: { number, known: phone === undefined ? "no" : "yes", phone: phone ?? "" },
    },
  };
}
