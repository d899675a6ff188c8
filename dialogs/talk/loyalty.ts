import type { Order } from "../../models/commerce.ts";
import { formatMoney } from "../../models/format.ts";
import { flow, handoff, read, type Scene, say } from "../engine/flow.ts";
import { type Identified, identified, identify, whoIsIt } from "../order/identify.ts";

interface Values extends Identified {
  orders: Order[];
}

const mostOrders = 100;

/** Points are in the shop's own books: its people look them up, with what this customer has bought before their eyes. */
export const loyaltyPoints = flow<Values>("loyalty.points", {
  version: 1,
  intents: ["loyalty.points"],
  slots: identified,
  steps: [
    ...identify<Values>(),
    read("orders", ({ values, commerce }) =>
      values.customer ? commerce.orders.findOrders(values.customer.id, mostOrders) : [],
    ),
    say("noted", () => ({ key: "loyalty.points.noted" })),
    handoff("points", (scene) => ({
      reason: "loyalty.points",
      summary: `The shopper asks about points. ${whoIsIt(scene)}${bought(scene)}`,
    })),
  ],
});

function bought({ values, shop }: Scene<Values>): string {
  const kept = values.orders.filter(({ state }) => state === "delivered");
  if (!values.customer) return "";
  const amountMinor = kept.reduce((sum, { total }) => sum + total.amountMinor, 0);
  return ` Delivered orders: ${kept.length}, ${formatMoney({ amountMinor, currency: shop.currency }, "en")}.`;
}
