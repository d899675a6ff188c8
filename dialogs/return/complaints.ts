import { branch, flow, go, handoff, type Slot, say } from "../engine/flow.ts";
import { prove } from "../order/prove.ts";
import { type TakesBack, takesBack } from "./articles.ts";
import { isDelivered, latestOrder } from "./own-returns.ts";
import { isMissing } from "./words.ts";

interface Values extends TakesBack {
  /** What they say is missing, in their words. */
  missing: string;
}

const slots: { number: Slot<Values>; item: Slot<Values>; called: Slot<Values> } = {
  number: takesBack.number as Slot<Values>,
  item: takesBack.item as Slot<Values>,
  called: takesBack.called as Slot<Values>,
};

/** It came broken: it is taken back, or another one is sent. */
export const complaintDefective = flow<Values>("complaint.defective", {
  version: 1,
  intents: ["complaint.defective"],
  slots,
  steps: [
    say("sorry", () => ({ key: "return.sorry.defective" })),
    go("return", ({ values }) => ({ flow: "return.request", slots: known(values, "defective") })),
  ],
});

/** It is not what was ordered: it is taken back, or the right one is sent. What is missing is for a person to find. */
export const complaintWrongItem = flow<Values>("complaint.wrong_item", {
  version: 1,
  intents: ["complaint.wrong_item"],
  slots: {
    ...slots,
    fact: takesBack.fact as Slot<Values>,
    missing: { hears: (text) => (isMissing(text) ? text.slice(0, 200) : null) },
  },
  steps: [
    branch("what", ({ values }) => (values.missing === undefined ? "wrong" : "missing"), {
      wrong: [
        say("sorry", () => ({ key: "return.sorry.wrong_item" })),
        go("return", ({ values }) => ({ flow: "return.request", slots: known(values, "wrong_item") })),
      ],
      missing: [
        say("sorry", () => ({ key: "return.sorry.missing" })),
        latestOrder<Values>(isDelivered),
        ...prove<Values>(),
        handoff("find it", ({ values }) => ({
          reason: "complaint.wrong_item",
          summary: `Something is missing from order ${values.order.number}: "${values.missing}".`,
        })),
      ],
    }),
  ],
});

const known = ({ number, item, called }: Values, reason: string): Record<string, string> => ({
  reason,
  ...(number !== undefined && { number }),
  ...(item !== undefined && { item }),
  ...(called !== undefined && { called }),
});
