import { isCancellable, type Return } from "../../models/return.ts";
import { ask, branch, type CallOutcome, call, flow, read, type Scene, say } from "../engine/flow.ts";
import { type OwnOrder, prove } from "../order/prove.ts";
import { returnName } from "./name.ts";
import { hasReturns, isDelivered, latestOrder, ownReturns } from "./own-returns.ts";

interface Values extends OwnOrder {
  returns: Return[];
  open: Return[];
  /** Its number. */
  back: string;
  one: Return;
  done: CallOutcome;
}

/** The shopper keeps an article after all, also days after they asked for its return. */
export const returnCancel = flow<Values>("return.cancel", {
  version: 1,
  intents: ["return.cancel"],
  slots: { ...ownReturns, back: {} },
  steps: [
    latestOrder<Values>(hasReturns, isDelivered),
    ...prove<Values>(),
    read("returns", ({ values, commerce }) => commerce.returns.findReturns(values.order.number)),
    read("open", openReturns),
    branch("how many", ({ values }) => ["none", "one"][values.open.length] ?? "several", {
      none: [
        say("none", ({ values }) => ({
          key: "return.nothing_open",
          params: { number: values.order.number },
        })),
      ],
      one: [],
      several: [
        ask("back", (scene) => ({
          reply: { key: "return.which" },
          options: scene.values.open.map((one) => ({
            title: returnName(one, scene.values.order, scene.values.returns, scene),
            value: one.number,
          })),
        })),
      ],
    }),
    read("one", ({ values }) => values.open[0] ?? null),
    branch("there", ({ values }) => (values.one ? "yes" : "no"), {
      yes: [
        call("done", {
          action: "return.cancel",
          key: ({ values }) => `return.cancel:${values.one.number}`,
          args: ({ values }) => ({ number: values.one.number }),
          uses: ["number", "back"],
        }),
        say("told", ({ values: { done, one } }) =>
          done.ok
            ? { key: "return.kept" }
            : {
                key: "return.too_late",
                params: { number: one.number },
                next: [{ title: "menu.human.button", flow: "assist.human" }],
              },
        ),
      ],
    }),
  ],
});

/** Those that may still be, the one that was named by a button, and the one that this run has cancelled. */
function openReturns({ values, made }: Scene<Values>): Return[] {
  const all = values.returns;
  if (made.done) return all.filter(({ number }) => made.done?.key.endsWith(`:${number}`));
  // The payload of a button is only text: it names one of this order's, or none.
  return all.filter((one) => (values.back === undefined ? isCancellable(one) : one.number === values.back));
}
