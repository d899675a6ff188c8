import type { OrderState } from "../../models/commerce.ts";
import { isOpen } from "../../models/order.ts";
import type { Understanding } from "../../models/ports/recogniser.ts";
import {
  ask,
  branch,
  type CallOutcome,
  call,
  flow,
  go,
  handoff,
  type Question,
  type Scene,
  say,
} from "../engine/flow.ts";
import type { OwnOrder } from "../order/prove.ts";
import { meant } from "./meant.ts";
import { onlyAtDoor, ownCod, proveCod } from "./own-cod.ts";
import { heardAfterAll, heardReason } from "./refusal-reason.ts";

interface Values extends OwnOrder {
  /** Of `refusalReasons`, or `keep`: they want it after all. */
  reason: string;
  /** Cancelled, they want it after all. */
  after?: boolean;
  done: CallOutcome<{ state: OrderState }>;
}

const keep = "keep";
const reasons = ["not_mine", "changed_mind", "too_dear", "too_slow", keep];

/** An order that is paid at the door is not wanted: asks why, which is the last chance to keep it, and cancels it. */
export const codRefuse = flow<Values>("cod.refuse", {
  version: 1,
  intents: ["cod.refuse"],
  slots: {
    ...ownCod,
    reason: { hears: reasonIn, parse: reasonOf, free: true, settled: true },
    after: { hears: heardAfterAll },
  },
  subject: ["number"],
  // "I changed my mind, I take it" sounds like these; it is about what was just cancelled.
  continues: ["order.cancel", "cart.add", "cart.checkout"],
  repeats: true,
  steps: [
    ...proveCod<Values>(),
    onlyAtDoor("order.cancel"),
    branch("after all", ({ values }) => (values.after ? "yes" : "no"), {
      yes: [go("taken", ({ values }) => ({ flow: "cod.confirm", slots: { number: values.number } }))],
    }),
    branch("reason", ({ values }) => (values.reason === undefined ? standOf(values) : "told"), {
      open: [ask("reason", question)],
      shipped: [
        say("on its way", ({ values }) => ({ key: "cod.refuse.shipped", params: { number: values.number } })),
        handoff("stop it", ({ values }) => ({
          reason: "cod_refused",
          summary: `The shopper does not want order ${values.number}, which is on its way: can the carrier bring it back?`,
        })),
      ],
      over: [go("over", ({ values }) => ({ flow: "order.track", slots: { number: values.number } }))],
    }),
    branch("keep", ({ values }) => (values.reason === keep ? "yes" : "no"), {
      yes: [go("kept", ({ values }) => ({ flow: "cod.confirm", slots: { number: values.number } }))],
    }),
    call("done", {
      action: "cod.refuse",
      key: ({ values }) => `cod:${values.number}:refuse`,
      args: ({ values }) => ({ number: values.number, reason: values.reason }),
      uses: ["number"],
    }),
    branch("outcome", ({ values }) => (isCancelled(values.done) ? "cancelled" : "other"), {
      cancelled: [
        say("cancelled", ({ values }) => ({
          key: "cod.refuse.done",
          params: { number: values.number, reason: values.reason },
          next: [
            { title: "cod.retake.button", flow: "cod.retake", slots: { number: values.number } },
            { title: "menu.search.button", flow: "product.search" },
          ],
        })),
      ],
      other: [go("state", ({ values }) => ({ flow: "order.track", slots: { number: values.number } }))],
    }),
  ],
});

const cancelIntents: ReadonlySet<string | null> = new Set(["order.cancel", "assist.cancel"]);

const isCancelled = (done: Values["done"]): boolean => done.ok && done.value.state === "cancelled";

const standOf = ({ order }: Values): "open" | "shipped" | "over" =>
  isOpen(order.state) ? "open" : order.state === "shipped" ? "shipped" : "over";

function question({ values, replies, language }: Scene<Values>): Question {
  return {
    reply: { key: "cod.refuse.why", params: { number: values.number } },
    options: reasons.map((reason) => ({
      title: replies.render(`cod.refuse.${reason}.button`, language),
      value: reason,
    })),
    about: { number: values.number },
  };
}

/** "Annulez" again is no other wish. */
function reasonIn(text: string, understanding: Understanding): string | null {
  const reason = heardReason(text);
  if (reason) return reason;
  return cancelIntents.has(meant(understanding)) ? "other" : null;
}

function reasonOf(text: string): string {
  return reasons.includes(text) ? text : (heardReason(text) ?? "other");
}
