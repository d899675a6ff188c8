import { z } from "zod";
import { Address, inShop, Order, OrderLine, Parcel } from "./commerce.ts";
import { Money } from "./money.ts";
import { totalOf } from "./order.ts";
import type { RecordKind } from "./ports/records.ts";
import { ShopCart } from "./shop-cart.ts";

/** What an event has beside its own. */
const common = {
  /** The shop's own name for the event: told again, it changes nothing. */
  id: z.string().min(1).max(100),
  /** When it happened, ISO 8601, UTC. */
  at: z.iso.datetime(),
};

const Price = z.strictObject({ ...Money.shape, amountMinor: z.int().min(0) });

const OrderNumber = z
  .string()
  .regex(/^#?[A-Za-z0-9-]{3,20}$/, "3 to 20 letters, digits or hyphens")
  .transform((written) => written.replace("#", "").toUpperCase());

type Amounts = Pick<Order, "lines" | "deliveryCost" | "discount" | "total">;

const sumOf = ({ lines, deliveryCost, discount, total: { currency } }: Amounts): number =>
  totalOf(lines, {
    discountMinor: discount?.amount.amountMinor ?? 0,
    deliveryMinor: deliveryCost.amountMinor,
    currency,
  }).amountMinor;

/** An order as the shop's system tells of it; it holds no stock here. */
export const OrderTold = z
  .strictObject({
    customer: z
      .strictObject({
        name: z.string().min(1).max(100),
        phone: z.e164().optional(),
        email: z.email().max(200).optional(),
      })
      .refine(({ phone, email }) => phone ?? email, "a phone number (E.164) or an e-mail is needed"),
    /** `at` of the event without it. */
    placedAt: z.iso.datetime().optional(),
    lines: z
      .array(z.strictObject({ ...OrderLine.shape, unitPrice: Price }))
      .min(1)
      .max(100),
    deliveryCost: Price,
    discount: z.strictObject({ code: z.string(), amount: Price }).optional(),
    total: Price,
    payment: Order.shape.payment,
    paid: z.boolean().default(false),
    /** None: it was bought in the shop, paid, and taken away. */
    address: z.strictObject(Address.shape).optional(),
    wantedOn: Order.shape.wantedOn,
  })
  .refine(
    ({ lines, deliveryCost, discount, total }) =>
      [
        ...lines.map(({ unitPrice }) => unitPrice),
        deliveryCost,
        ...(discount ? [discount.amount] : []),
      ].every(({ currency }) => currency === total.currency),
    { path: ["total", "currency"], error: "all amounts of an order have one currency" },
  )
  // What comes back of an order is reckoned from them.
  .refine((order) => order.total.amountMinor === sumOf(order), {
    path: ["total", "amountMinor"],
    error: ({ input }) => `the lines less the discount, with the delivery, make ${sumOf(input as Amounts)}`,
  });
export type OrderTold = z.infer<typeof OrderTold>;

const ParcelTold = z.strictObject({
  ...Parcel.shape,
  state: Parcel.shape.state.default("collected"),
  events: Parcel.shape.events.max(100).default([]),
});

/** Told of an order that may not be known here, it comes with the order. */
const ofOrder = { ...common, number: OrderNumber, order: OrderTold.optional() };
const reason = z.string().min(1).max(200).optional();

/** What the shop's own system tells: an order, a parcel, a cart, a quantity, a price. Unknown fields are refused. */
export const ShopEvent = z.discriminatedUnion("type", [
  z.strictObject({ ...ofOrder, type: z.literal("order.created"), order: OrderTold }),
  z.strictObject({ ...ofOrder, type: z.literal("order.paid") }),
  /** It has left the shop. */
  z.strictObject({ ...ofOrder, type: z.literal("order.fulfilled"), parcel: ParcelTold.optional() }),
  z.strictObject({ ...ofOrder, type: z.literal("order.delivered") }),
  /** At the door. */
  z.strictObject({ ...ofOrder, type: z.literal("order.refused"), reason }),
  z.strictObject({ ...ofOrder, type: z.literal("order.cancelled"), reason }),
  z.strictObject({ ...ofOrder, type: z.literal("parcel.updated"), parcel: ParcelTold }),
  z.strictObject({
    ...common,
    type: z.literal("cart.updated"),
    cart: z.strictObject(ShopCart.omit({ shopId: true, updatedAt: true }).shape),
  }),
  z.strictObject({
    ...common,
    type: z.literal("stock.changed"),
    sku: z.string().min(1).max(100),
    /** All that lies in the shop, what is put aside as well; null is not counted. */
    quantity: z.int().min(0).nullable(),
  }),
  z.strictObject({
    ...common,
    type: z.literal("price.changed"),
    productId: z.string().min(1).max(100),
    sku: z.string().min(1).max(100),
    price: Price,
    /** The price before a reduction. */
    compareAt: Price.optional(),
  }),
]);
export type ShopEvent = z.infer<typeof ShopEvent>;
export type ShopEventOf<T extends ShopEvent["type"]> = Extract<ShopEvent, { type: T }>;
export type OrderEvent = Extract<ShopEvent, { number: string }>;

export const mostEvents = 500;
/** The body of `POST /v1/events`. */
export const ShopEvents = z.union([ShopEvent, z.array(ShopEvent).min(1).max(mostEvents)]);

/** An event that was taken. */
export const TakenEvent = z.object({
  shopId: z.string(),
  id: z.string(),
  /** Of what it said: the same id with other content is an error. */
  checksum: z.string(),
  takenAt: z.iso.datetime(),
});
export type TakenEvent = z.infer<typeof TakenEvent>;

export const takenEventKind: RecordKind<TakenEvent, never> = {
  name: "shop_events",
  schema: TakenEvent,
  id: ({ shopId, id }) => inShop(shopId, id),
  indexes: {},
};

/** What is told later than that is no news: a shop may tell of all that happened last year. */
const newsForMs = 48 * 3_600_000;
export const isNews = (at: Date, now: Date): boolean => now.getTime() - at.getTime() <= newsForMs;

/** Told again within that time, an event is known. */
export const takenEventDays = 14;
