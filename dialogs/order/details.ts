import { formatDay, formatMoney } from "../../models/format.ts";
import { cityName } from "../address/city-name.ts";
import { flow, type Scene, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { orderLine } from "./line.ts";
import { type OwnOrder, ownOrder, prove } from "./prove.ts";

/** What was ordered, for how much and when, to the one who placed it. */
export const orderDetails = flow<OwnOrder>("order.details", {
  version: 1,
  intents: ["order.details"],
  slots: ownOrder,
  subject: ["number"],
  steps: [...prove<OwnOrder>(), say("details", details)],
});

function details(scene: Scene<OwnOrder>): Reply {
  const { language, replies, shop, values } = scene;
  const { order } = values;
  return {
    key: "order.details.say",
    params: {
      number: order.number,
      date: formatDay(new Date(order.placedAt), language, shop.timeZone),
      lines: order.lines.map((line) => orderLine(line, scene)).join("\n"),
      delivery: formatMoney(order.deliveryCost, language),
      total: formatMoney(order.total, language),
      payment: replies.render(`payment.${order.payment}`, language),
      city: cityName(order.address.city, scene),
    },
    next: [{ title: "order.track.button", flow: "order.track", slots: { number: order.number } }],
  };
}
