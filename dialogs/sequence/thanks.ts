import { branch, flow, say } from "../engine/flow.ts";
import { aboutOrder, type Bought, bought, boughtParams } from "./bought.ts";
import { inviting } from "./told.ts";

/** Thanks for an order; not for one that was given back or never came about. */
export const thanksForOrder = flow<Bought>("sequence.thanks", {
  version: 1,
  intents: [],
  slots: aboutOrder,
  steps: [
    bought(),
    branch("order", ({ values }) => (values.bought && !undone.has(values.bought.state) ? "kept" : "none"), {
      kept: [
        say("thanks", (scene) => {
          const { values, shop, contact } = scene;
          const order = values.bought!;
          const isThere = order.state === "delivered";
          return {
            key: `sequence.thanks.${values.say}`,
            params: {
              ...boughtParams(order, scene),
              shop: shop.name,
              name: contact.name ?? "",
              named: contact.name ? "yes" : "no",
              delivered: isThere ? "yes" : "no",
            },
            next: [
              ...(isThere
                ? []
                : [{ title: "order.track.button", flow: "order.track", slots: { number: order.number } }]),
              { title: "menu.search.button", flow: "product.search" },
              ...inviting(values),
            ],
          };
        }),
      ],
    }),
  ],
});

const undone: ReadonlySet<string> = new Set(["cancelled", "refused", "returned"]);
