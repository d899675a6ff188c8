import { agree, branch, call, flow, go, type Scene, say } from "../engine/flow.ts";
import { askItem, itemSlots } from "./ask-item.ts";
import { settle } from "./changed.ts";
import { done, gone, kept, question } from "./item-replies.ts";
import { type ItemValues, lineOf, linesWith, wishOf } from "./item-values.ts";
import { ownOrder, prove } from "./prove.ts";
import { stageOf } from "./stage-of.ts";
import { tooLate } from "./too-late.ts";

const keyOf = ({ values: { number, line, size, color, quantity } }: Scene<ItemValues>): string =>
  `order:${number}:line:${[line, size, color, quantity].map((value) => value ?? "").join(":")}`;

const changed = call<ItemValues>("changed", {
  action: "order.change",
  key: keyOf,
  args: ({ values }) => ({
    number: values.number,
    was: values.order.total,
    change: { lines: linesWith(values), ...values.price },
  }),
  uses: ["number", "line", "size", "color", "quantity"],
});

/** Another size, colour or quantity of an article, as long as the order has not left. What it costs is told before. */
export const orderChangeItem = flow<ItemValues>("order.change_item", {
  version: 2,
  intents: ["order.change_item"],
  slots: { ...ownOrder, ...itemSlots, agreed: { confirms: true } },
  subject: ["number"],
  steps: [
    ...prove<ItemValues>(),
    branch("stage", (scene) => stageOf(scene, keyOf(scene)), {
      open: [
        // Which says what there is instead.
        ...askItem<ItemValues>([go("instead", alternatives)]),
        agree("agreed", question, (scene) => keyOf(scene) + scene.values.price.total.amountMinor),
        branch("agreed", ({ values }) => (values.agreed ? "yes" : "no"), {
          yes: [changed],
          no: [say("kept", kept)],
        }),
      ],
      made: [
        changed,
        branch("outcome", ({ values: { changed } }) => (changed.ok ? "done" : changed.error), {
          done: [say("done", done), ...settle<ItemValues>()],
          out_of_stock: [say("gone", gone)],
          too_late: [say("late", (scene) => tooLate("change", scene))],
        }),
      ],
      closed: [say("too late", (scene) => tooLate("change", scene))],
    }),
  ],
});

function alternatives({ values }: Scene<ItemValues>) {
  const { color, size } = { ...lineOf(values), ...wishOf(values) };
  return {
    flow: "product.availability",
    slots: { product: values.hit!.product.id, ...(color && { color }), ...(size && { size }) },
  };
}
