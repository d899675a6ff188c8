import { z } from "zod";
import { Customer, Order, OrderState, ParcelState } from "../../models/commerce.ts";

/**
 * The files of the demo shop (`commerce/embedded/demo/*.json`). Amounts are minor units of the shop's currency;
 * times are days before the moment of seeding, so that the demo's parcels are always on their way.
 */

const amountMinor = z.int().min(0);
const words = z.strictObject({ fr: z.string().min(1), ar: z.string().min(1), en: z.string().min(1) });

const DemoVariant = z.strictObject({
  sku: z.string().min(1).max(100),
  color: z.string().optional(),
  size: z.string().optional(),
  options: z.record(z.string(), z.string()).optional(),
  price: amountMinor,
  /** The price before a reduction. */
  compareAt: amountMinor.optional(),
  /** Null: not counted, always available. */
  stock: z.int().min(0).nullable(),
});

/** catalogue.json */
export const DemoCatalogue = z.array(
  z.strictObject({
    id: z.string().min(1).max(100),
    title: words,
    description: words,
    category: z.string().min(1),
    tags: z.array(z.string()),
    brand: z.string().optional(),
    images: z.array(z.string().regex(/^\/demo\/[\w.-]+\.jpg$/, "a picture such as /demo/robe-lina.jpg")),
    variants: z.array(DemoVariant).min(1),
  }),
);
export type DemoCatalogue = z.infer<typeof DemoCatalogue>;

/** customers.json */
export const DemoCustomers = z.array(z.strictObject(Customer.omit({ shopId: true }).shape));
export type DemoCustomers = z.infer<typeof DemoCustomers>;

const DemoParcel = z.strictObject({
  carrier: z.string(),
  trackingNumber: z.string(),
  trackingUrl: z.string().optional(),
  state: ParcelState,
  /** Days from now; negative for a parcel that is late. */
  expectedInDays: z.int().optional(),
  events: z.array(
    z.strictObject({ daysAgo: z.number().min(0), state: ParcelState, place: z.string().optional() }),
  ),
});

/** orders.json: titles, colours and prices of the lines come from the catalogue. */
export const DemoOrders = z.array(
  z.strictObject({
    number: Order.shape.number,
    customerId: z.string(),
    state: OrderState,
    placedDaysAgo: z.number().min(0),
    lines: z.array(z.strictObject({ sku: z.string(), quantity: z.int().positive() })).min(1),
    deliveryCost: amountMinor,
    payment: Order.shape.payment,
    paid: z.boolean(),
    address: z.strictObject(Order.shape.address.shape),
    parcel: DemoParcel.optional(),
  }),
);
export type DemoOrders = z.infer<typeof DemoOrders>;
