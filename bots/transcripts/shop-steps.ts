import { inShop, type Order, type OrderLine, type Product, productKind } from "../../models/commerce.ts";
import type { Contact } from "../../models/conversation.ts";
import { totalOf } from "../../models/order.ts";
import { createCourierDesk } from "../courier/index.ts";
import type { Stage } from "./play.ts";
import type { Step } from "./script.ts";
import { tellEvent } from "./shop-events.ts";

/** An article as it stands in an order. @throws {Error} the shop does not sell it */
async function lineOf({ commerce }: Stage, sku: string, quantity: number): Promise<OrderLine> {
  const hit = await commerce.inventory.getVariant(sku);
  if (!hit) throw new Error(`the shop has no ${sku}`);
  const { product, variants } = hit;
  const { price, color, size } = variants[0]!;
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

/** Places an order that is paid at the door, as a shop's page would. */
export async function placeOrder(
  stage: Stage,
  { sku, quantity, city, street, phone }: Extract<Step, { kind: "orders" }>,
  { conversationId, key }: { conversationId: string; key: string },
): Promise<Order> {
  const { commerce, store } = stage;
  const line = await lineOf(stage, sku, quantity);
  const { currency } = line.unitPrice;
  const name = (await store.get(conversationId))?.contact.name ?? "Amina Benali";
  const customer = await commerce.customers.customerOf({ name, phone });
  const deliveryCost = { amountMinor: 3500, currency };
  return commerce.orders.createOrder(key, {
    customerId: customer.id,
    conversationId,
    lines: [line],
    deliveryCost,
    total: totalOf([line], { discountMinor: 0, deliveryMinor: deliveryCost.amountMinor, currency }),
    payment: "cod",
    address: { name, phone, street, city, country: "MA" },
  });
}

/** What a courier says of an order, by a line of their file. @throws {Error} the file's problems */
export async function tellOfCourier(
  { core: { cod, happened }, clock, commerce }: Stage,
  number: string,
  { word, until }: Pick<Extract<Step, { kind: "courier" }>, "word" | "until">,
): Promise<void> {
  const desk = createCourierDesk({ cod, orders: commerce.orders, happened, clock });
  const day = until ?? clock.now().toISOString().slice(0, 10);
  const { problems } = await desk.take(Buffer.from(`order,outcome,date\n${number},${word},${day}\n`));
  for (const { message } of problems) throw new Error(message);
}

/** Sells an article over the counter, as the shop's own system tells of it. @returns what takes it back */
export async function sellInShop(
  stage: Stage,
  sku: string,
  { name, phone }: Pick<Contact, "name" | "phone">,
): Promise<() => Promise<void>> {
  // Nobody at the counter knows our product ids.
  const { productId: _, ...line } = await lineOf(stage, sku, 1);
  const order = {
    customer: { name: name ?? "Amina", phone },
    lines: [line],
    deliveryCost: { ...line.unitPrice, amountMinor: 0 },
    total: line.unitPrice,
    payment: "card",
  };
  const number = `S-${Math.floor(Math.random() * 1e9)}`;
  return tellEvent(stage, JSON.stringify({ type: "order.created", number, order }));
}

/** A product costs something else from now on, in all of its variants. @returns it as it was */
export async function setPrice(
  { core, records, shopId }: Stage,
  productId: string,
  amountMinor: number,
): Promise<Product> {
  const products = await records(productKind);
  const before = (await products.get(inShop(shopId, productId)))?.doc;
  if (!before) throw new Error(`the shop has no product ${productId}`);
  const variants = before.variants.map((each) => ({ ...each, price: { ...each.price, amountMinor } }));
  await products.replace([{ ...before, variants }]);
  for (const { sku } of variants) await core.sequences.priceChanged(sku);
  return before;
}
