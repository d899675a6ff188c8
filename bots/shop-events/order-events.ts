import type { Order } from "../../models/commerce.ts";
import { inLanguage } from "../../models/language.ts";
import { parcelAfter } from "../../models/parcel.ts";
import {
  type Commerce,
  type CustomerSystem,
  NumberTakenError,
  type ToldOrder,
} from "../../models/ports/commerce.ts";
import type { Shop } from "../../models/shop.ts";
import type { OrderEvent, OrderTold, ShopEventOf } from "../../models/shop-events.ts";
import { type BoughtElsewhereServices, convertBought } from "./bought-elsewhere.ts";
import type { Happened } from "./happened.ts";
import { moveAlong } from "./move-along.ts";
import { EventRefused } from "./refused.ts";

export interface OrderEventServices extends BoughtElsewhereServices {
  commerce: Pick<Commerce, "orders" | "customers">;
  happened: Happened;
  shop(): Shop;
}

/** Keeps or moves an order as it is told. Every step may be done again. @throws {EventRefused} */
export async function applyOrderEvent(event: OrderEvent, services: OrderEventServices): Promise<void> {
  const { happened, commerce } = services;
  const { number } = event;
  const at = new Date(event.at);
  const order = await orderOf(event, services);
  switch (event.type) {
    case "order.created":
      return order.collected ? happened.orderDelivered(order, at) : undefined;
    case "order.paid":
      return happened.orderPaid(await commerce.orders.updateOrder(number, { paid: true }), at);
    case "order.fulfilled": {
      // Later news of the parcel may have come before.
      const isKnown = order.parcel?.trackingNumber === event.parcel?.trackingNumber;
      if (event.parcel && !isKnown) await updateParcel(order, event, services);
      return becomes(order, "shipped", { at }, services);
    }
    case "order.delivered":
      return becomes(order, "delivered", { at }, services);
    case "order.refused":
      return becomes(order, "refused", { at, reason: event.reason ?? "refused_at_door" }, services);
    case "order.cancelled":
      return becomes(order, "cancelled", { at, reason: event.reason }, services);
    case "parcel.updated": {
      const { state } = (await updateParcel(order, event, services)).parcel!;
      const to = state === "delivered" ? "delivered" : waitsOrComesBack.has(state) ? null : "shipped";
      return to === null ? undefined : becomes(order, to, { at }, services);
    }
  }
}

const waitsOrComesBack: ReadonlySet<string> = new Set(["announced", "returned"]);

/** Known here, or else as it is told. */
async function orderOf(event: OrderEvent, services: OrderEventServices): Promise<Order> {
  const { commerce, happened } = services;
  const { number, order: told } = event;
  const known = await commerce.orders.getOrder(number);
  if (!told) {
    if (known) return known;
    throw new EventRefused(["number"], `Order ${number} is not known: send it along, as "order".`);
  }
  if (known && !known.soldElsewhere && !(await isBuyer(told.customer, known, commerce.customers)))
    throw numberTaken(number);
  const order = known ?? (await keep(number, { ...told, placedAt: told.placedAt ?? event.at }, services));
  await happened.orderPlaced(order, new Date(order.placedAt));
  return order;
}

const numberTaken = (number: string, cause?: unknown): EventRefused =>
  new EventRefused(
    ["number"],
    `Order ${number} was placed in a chat, by somebody else: give yours a number of its own, such as W-${number}.`,
    { cause },
  );

/** A shop's system may tell of an order that was placed in a chat as well: then it names the same customer. */
async function isBuyer(
  { phone, email }: OrderTold["customer"],
  { customerId }: Order,
  customers: Pick<CustomerSystem, "getCustomer">,
): Promise<boolean> {
  const buyer = await customers.getCustomer(customerId);
  if (!buyer) return false;
  return (
    (phone !== undefined && phone === buyer.phone) ||
    (email !== undefined && email.toLowerCase() === buyer.email?.toLowerCase())
  );
}

/** What its buyer had put aside is seen to first: whoever dies in between finds no order, and does it again. */
async function keep(
  number: string,
  { customer, address, ...told }: OrderTold & { placedAt: string },
  services: OrderEventServices,
): Promise<Order> {
  const { customers, orders } = services.commerce;
  const { name, phone, email } = customer;
  const who = phone !== undefined ? { name, phone, ...(email && { email }) } : { name, email: email! };
  const { id: customerId } = await customers.customerOf(who);
  const order: ToldOrder = {
    ...told,
    number,
    customerId,
    ...(address ? { address, state: "placed" } : takenAway(name, services.shop())),
  };
  await convertBought(order, phone, services);
  try {
    return await orders.keepOrder(order);
  } catch (cause) {
    if (cause instanceof NumberTakenError) throw numberTaken(number, cause);
    throw cause;
  }
}

const takenAway = (name: string, { address, country, languages, name: city }: Shop) =>
  ({
    address: { name, street: inLanguage(address, languages[0]!), city, country },
    collected: true,
    state: "delivered",
    paid: true,
  }) as const;

function updateParcel(
  { number, parcel }: Order,
  event: ShopEventOf<"order.fulfilled" | "parcel.updated">,
  { commerce }: OrderEventServices,
): Promise<Order> {
  return commerce.orders.updateOrder(number, { parcel: parcelAfter(parcel, event.parcel!, event.at) });
}

type Moved = "shipped" | "delivered" | "refused" | "cancelled";
const hooks = {
  shipped: "orderShipped",
  delivered: "orderDelivered",
  refused: "orderRefused",
  cancelled: "orderCancelled",
} as const satisfies Record<Moved, keyof Happened>;

/** What has gone on since is not told any more. */
async function becomes(
  order: Order,
  to: Moved,
  { at, reason }: { at: Date; reason?: string | undefined },
  { commerce, happened }: OrderEventServices,
): Promise<void> {
  const moved = await moveAlong(order, to, reason, commerce.orders);
  if (moved.state === to) await happened[hooks[to]](moved, at);
}
