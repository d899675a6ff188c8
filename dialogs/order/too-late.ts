import type { Scene } from "../engine/flow.ts";
import type { Next, Reply } from "../engine/reply.ts";
import type { OwnOrder } from "./prove.ts";

const whenShipped = {
  cancel: "order.cancel.shipped",
  change: "order.change.shipped",
  address: "order.address.shipped",
} as const;

/** What can be done instead with an order that has left. */
export function tooLate(kind: keyof typeof whenShipped, { values, shop }: Scene<OwnOrder>): Reply {
  const { number, state, parcel } = values.order;
  const params = { number, days: shop.returnDays, carrier: parcel?.carrier ?? "" };
  const track: Next = { title: "order.track.button", flow: "order.track", slots: { number } };
  const person: Next = { title: "menu.human.button", flow: "assist.human" };
  const returning: Next = {
    title: "title.return.request.button",
    flow: "return.request",
    slots: { number },
  };
  if (state === "shipped")
    return {
      key: whenShipped[kind],
      params,
      next: kind === "address" ? [track, person] : [track, returning, person],
    };
  if (state === "delivered") return { key: "order.change.delivered", params, next: [returning, person] };
  return { key: `order.track.${state}`, params, next: [person] };
}
