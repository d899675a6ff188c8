import type { Order } from "../../models/commerce.ts";
import { formatDay, formatMoney } from "../../models/format.ts";
import { inLanguage } from "../../models/language.ts";
import { cityName } from "../address/city-name.ts";
import { flow, type Scene, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
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
      lines: order.lines.map((line) => lineOf(line, scene)).join("\n"),
      delivery: formatMoney(order.deliveryCost, language),
      total: formatMoney(order.total, language),
      payment: replies.render(`payment.${order.payment}`, language),
      city: cityName(order.address.city, scene),
    },
    next: [{ title: "order.track.button", flow: "order.track", slots: { number: order.number } }],
  };
}

/** "• 2 × Robe Lina (rouge, 38) 698 MAD" */
function lineOf(line: Order["lines"][number], { language, replies }: Scene<OwnOrder>): string {
  const variant = [
    line.color && replies.label("color", line.color, language),
    line.size && replies.label("size", line.size, language),
  ].filter(Boolean);
  const price = formatMoney(
    { ...line.unitPrice, amountMinor: line.unitPrice.amountMinor * line.quantity },
    language,
  );
  const what = `${inLanguage(line.title, language)}${variant.length > 0 ? ` (${variant.join(language === "ar" ? "، " : ", ")})` : ""}`;
  return `• ${line.quantity} × ${what} ${price}`;
}
