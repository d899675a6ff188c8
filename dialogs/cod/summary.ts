import type { Order } from "../../models/commerce.ts";
import { formatDay, formatMoney } from "../../models/format.ts";
import type { ReplyParams } from "../../models/ports/replies.ts";
import { addressLine } from "../address/address-line.ts";
import type { Scene } from "../engine/flow.ts";
import { lineName } from "../order/line-name.ts";

/** What one has to know of an order to say yes to it. On one line each: approved templates take no line breaks. */
export function summary(order: Order, scene: Pick<Scene, "language" | "replies" | "shop">): ReplyParams {
  const { language, shop } = scene;
  const { number, lines, total, address, wantedOn } = order;
  return {
    number,
    lines: lines.map((line) => lineName(line, scene)).join(language === "ar" ? "، " : ", "),
    total: formatMoney(total, language),
    address: addressLine(address, scene),
    wanted: wantedOn === undefined ? "no" : "yes",
    day: wantedOn === undefined ? "" : formatDay(wantedOn, language, shop.timeZone),
  };
}
