import type { Customer, Order, Parcel, Product, Stock } from "../../models/commerce.ts";
import type { Money } from "../../models/money.ts";
import { isOpen } from "../../models/order.ts";
import { hold } from "../../models/stock.ts";
import type { DemoCatalogue, DemoCustomers, DemoOrders } from "./demo-schema.ts";
import { holdOf } from "./order-stock.ts";

export interface DemoFiles {
  catalogue: DemoCatalogue;
  customers: DemoCustomers;
  orders: DemoOrders;
}

export interface DemoShop {
  shopId: string;
  currency: string;
  now: Date;
}

export interface DemoData {
  products: Product[];
  stock: Stock[];
  customers: Customer[];
  orders: Order[];
}

const dayMs = 86_400_000;

/** The demo's files as what the shop stores, their days counted from `now`. Orders name SKUs of the catalogue. */
export function demoData(files: DemoFiles, shop: DemoShop): DemoData {
  const money = (amountMinor: number): Money => ({ amountMinor, currency: shop.currency });
  const products = files.catalogue.map(
    (demo): Product => ({
      ...demo,
      shopId: shop.shopId,
      variants: demo.variants.map(({ stock, price, compareAt, ...variant }) => ({
        ...variant,
        price: money(price),
        ...(compareAt !== undefined && { compareAt: money(compareAt) }),
      })),
      active: true,
    }),
  );
  const orders = files.orders.map((order) => demoOrder(order, products, shop));
  return {
    products,
    stock: demoStock(files.catalogue, orders, shop),
    customers: files.customers.map((customer) => ({ ...customer, shopId: shop.shopId })),
    orders,
  };
}

/** What the catalogue has is free; what the orders that have not left are made of lies beside it, put aside. */
function demoStock(catalogue: DemoCatalogue, orders: Order[], { shopId, now }: DemoShop): Stock[] {
  const open = orders.filter(({ state }) => isOpen(state));
  return catalogue.flatMap(({ variants }) =>
    variants.map(({ sku, stock: free }) => {
      let stock: Stock = { sku, shopId, quantity: free, reservations: [] };
      for (const order of open) {
        const lines = order.lines.filter((line) => line.sku === sku);
        const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
        if (quantity === 0) continue;
        const more = stock.quantity === null ? null : stock.quantity + quantity;
        stock = hold({ ...stock, quantity: more }, { key: holdOf(order), quantity }, now);
      }
      return stock;
    }),
  );
}

function demoOrder(
  demo: DemoOrders[number],
  products: Product[],
  { shopId, currency, now }: DemoShop,
): Order {
  const { placedDaysAgo, parcel, deliveryCost, lines: written, ...order } = demo;
  const lines = written.map(({ sku, quantity }) => orderLine(sku, quantity, products, order.number));
  const goodsMinor = lines.reduce((sum, line) => sum + line.unitPrice.amountMinor * line.quantity, 0);
  return {
    ...order,
    shopId,
    placedAt: daysBefore(now, placedDaysAgo).toISOString(),
    lines,
    deliveryCost: { amountMinor: deliveryCost, currency },
    total: { amountMinor: goodsMinor + deliveryCost, currency },
    ...(parcel && { parcel: demoParcel(parcel, now) }),
  };
}

function orderLine(
  sku: string,
  quantity: number,
  products: Product[],
  number: string,
): Order["lines"][number] {
  const product = products.find(({ variants }) => variants.some((variant) => variant.sku === sku));
  const variant = product?.variants.find((each) => each.sku === sku);
  if (!product || !variant) throw new Error(`Demo order ${number}: the demo catalogue has no SKU ${sku}`);
  const { color, size, price } = variant;
  return {
    sku,
    productId: product.id,
    title: product.title,
    ...(color !== undefined && { color }),
    ...(size !== undefined && { size }),
    quantity,
    unitPrice: price,
  };
}

function demoParcel(demo: NonNullable<DemoOrders[number]["parcel"]>, now: Date): Parcel {
  const { expectedInDays, events, ...parcel } = demo;
  return {
    ...parcel,
    ...(expectedInDays !== undefined && {
      expectedOn: daysBefore(now, -expectedInDays).toISOString().slice(0, 10),
    }),
    events: events
      .map(({ daysAgo, ...event }) => ({ ...event, at: daysBefore(now, daysAgo).toISOString() }))
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at)),
  };
}

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * dayMs);
