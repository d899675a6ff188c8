import { z } from "zod";
import { LocalisedText } from "./language.ts";
import { Money } from "./money.ts";
import type { RecordKind } from "./ports/records.ts";

/** One sellable version of a product. */
export const Variant = z.object({
  sku: z.string().min(1).max(100),
  /** Key of a colour or size (`red`, `38`); the words for them are in `locales/<lang>/entities.yaml`. */
  color: z.string().optional(),
  size: z.string().optional(),
  /** Other options by name, e.g. { scent: "rose" }. */
  options: z.record(z.string(), z.string()).optional(),
  price: Money,
  /** The price before a reduction. */
  compareAt: Money.optional(),
  image: z.string().optional(),
});
export type Variant = z.infer<typeof Variant>;

export const Product = z.object({
  id: z.string().min(1).max(100),
  shopId: z.string(),
  title: LocalisedText,
  description: LocalisedText,
  /** Key of a category (`dresses`); words for it in `locales/<lang>/entities.yaml`. */
  category: z.string(),
  tags: z.array(z.string()),
  brand: z.string().optional(),
  images: z.array(z.string()),
  variants: z.array(Variant).min(1),
  active: z.boolean(),
});
export type Product = z.infer<typeof Product>;

/** What lies in the shop of one variant. A null quantity is not counted: always available. */
export const Stock = z.object({
  sku: z.string(),
  shopId: z.string(),
  quantity: z.int().min(0).nullable(),
  /** As of when the shop's own system last told the quantity: what it told of before is in it. */
  countedAt: z.iso.datetime().optional(),
  /** Live until `until`; past it they count for nothing, whether or not a job has run. */
  reservations: z.array(z.object({ key: z.string(), quantity: z.int().positive(), until: z.iso.datetime() })),
  /** The last returns and refused orders that were put back: each is once. */
  restocked: z.array(z.string()).optional(),
});
export type Stock = z.infer<typeof Stock>;

export const orderStates = [
  "pending",
  "placed",
  "confirmed",
  "preparing",
  "shipped",
  "delivered",
  "refused",
  "cancelled",
  "returned",
] as const;
export const OrderState = z.enum(orderStates);
export type OrderState = z.infer<typeof OrderState>;

/** Who changed an order: the shopper in a chat, staff, or the shop's own systems. */
export const OrderActor = z.enum(["shopper", "staff", "shop"]);
export type OrderActor = z.infer<typeof OrderActor>;

/** An order's life, for people who ask what happened to it. */
export const OrderStep = z.object({
  at: z.iso.datetime(),
  state: OrderState,
  by: OrderActor,
  /** A word such as `out_of_stock` or `refused_at_door`, or people's own words. */
  reason: z.string().optional(),
});
export type OrderStep = z.infer<typeof OrderStep>;

export const parcelStates = [
  "announced",
  "collected",
  "in_transit",
  "out_for_delivery",
  "delivered",
  "delayed",
  "failed_attempt",
  "returned",
] as const;
export const ParcelState = z.enum(parcelStates);
export type ParcelState = z.infer<typeof ParcelState>;

export const Parcel = z.object({
  carrier: z.string(),
  trackingNumber: z.string(),
  trackingUrl: z.string().optional(),
  state: ParcelState,
  /** Day it should arrive, YYYY-MM-DD. */
  expectedOn: z.iso.date().optional(),
  events: z.array(z.object({ at: z.iso.datetime(), state: ParcelState, place: z.string().optional() })),
});
export type Parcel = z.infer<typeof Parcel>;

export const OrderLine = z.object({
  sku: z.string(),
  /** Left out by shops that know their orders' articles by SKU only. */
  productId: z.string().optional(),
  title: LocalisedText,
  color: z.string().optional(),
  size: z.string().optional(),
  quantity: z.int().positive(),
  unitPrice: Money,
});
export type OrderLine = z.infer<typeof OrderLine>;

/** Where a parcel goes. Streets without names and numbers are found by a landmark or a point on the map. */
export const Address = z.object({
  name: z.string(),
  phone: z.string().optional(),
  street: z.string(),
  /** Quarter or commune. */
  area: z.string().optional(),
  landmark: z.string().optional(),
  /** WGS 84, in degrees. */
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  /** Key of a city, or its name where we have no key. */
  city: z.string(),
  postcode: z.string().optional(),
  country: z.string().length(2),
});
export type Address = z.infer<typeof Address>;

export const Payment = z.enum(["cod", "card", "transfer"]);
export type Payment = z.infer<typeof Payment>;

export const Order = z.object({
  /** What the shopper sees, without `#`. */
  number: z.string().regex(/^[A-Z0-9-]{3,20}$/i),
  shopId: z.string(),
  customerId: z.string(),
  state: OrderState,
  placedAt: z.iso.datetime(),
  lines: z.array(OrderLine).min(1),
  deliveryCost: Money,
  /** Taken off the goods' price, by a code. */
  discount: z.object({ code: z.string(), amount: Money }).optional(),
  total: Money,
  payment: Payment,
  paid: z.boolean(),
  /** Its money came when nothing came of it any more: it is to be given back. */
  paidLate: z.literal(true).optional(),
  address: Address,
  /** Bought in the shop and taken away; the address is the shop's. */
  collected: z.literal(true).optional(),
  /** The day on which the shopper wants it, YYYY-MM-DD. */
  wantedOn: z.iso.date().optional(),
  /** Where it was placed in a chat. */
  conversationId: z.string().optional(),
  /** By what it was placed here: the same key again is the same order. */
  key: z.string().optional(),
  /** The shop's own page or till sold it: nothing is put aside for it here. */
  soldElsewhere: z.literal(true).optional(),
  /** SKUs of which something may be put aside for it, also such as it no longer has. */
  holds: z.array(z.string()).optional(),
  /** The stock does not follow what is written here yet: whoever meets it so sees to that first. */
  unsettled: z.literal(true).optional(),
  /** What happened to it, the first step first; of orders that were placed here. */
  history: z.array(OrderStep).optional(),
  parcel: Parcel.optional(),
});
export type Order = z.infer<typeof Order>;

export const Customer = z.object({
  id: z.string(),
  shopId: z.string(),
  name: z.string(),
  /** E.164. */
  phone: z.string().optional(),
  email: z.string().optional(),
});
export type Customer = z.infer<typeof Customer>;

/** A record's id within its shop, so that two shops may both have an order 10042. */
export const inShop = (shopId: string, id: string): string => `${shopId}/${id}`;

export const productKind: RecordKind<Product, "category" | "sku"> = {
  name: "products",
  schema: Product,
  id: (product) => inShop(product.shopId, product.id),
  indexes: {
    category: (product) => [inShop(product.shopId, product.category)],
    sku: ({ shopId, variants }) => variants.map(({ sku }) => inShop(shopId, sku)),
  },
};

export const stockKind: RecordKind<Stock, never> = {
  name: "stock",
  schema: Stock,
  id: (stock) => inShop(stock.shopId, stock.sku),
  indexes: {},
};

export const orderKind: RecordKind<Order, "customer" | "unfinished" | "unpaid"> = {
  name: "orders",
  schema: Order,
  id: (order) => inShop(order.shopId, order.number.toUpperCase()),
  indexes: {
    customer: (order) => [inShop(order.shopId, order.customerId)],
    /**
     * Being placed here (these have a history; elsewhere "pending" may mean other things) or changed, or left so by a process
     * that died.
     */
    unfinished: (order) =>
      order.unsettled || (order.state === "pending" && order.history !== undefined) ? [order.shopId] : [],
    /** Placed, and to be paid before it is sent. */
    unpaid: ({ shopId, state, payment, paid }) =>
      state === "placed" && payment !== "cod" && !paid ? [shopId] : [],
  },
};

export const customerKind: RecordKind<Customer, "phone" | "email"> = {
  name: "customers",
  schema: Customer,
  id: (customer) => inShop(customer.shopId, customer.id),
  indexes: {
    phone: (customer) => (customer.phone ? [inShop(customer.shopId, customer.phone)] : []),
    email: (customer) => (customer.email ? [inShop(customer.shopId, customer.email.toLowerCase())] : []),
  },
};
