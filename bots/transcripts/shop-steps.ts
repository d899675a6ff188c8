import { inShop, type Product, productKind } from "../../models/commerce.ts";
import type { Contact } from "../../models/conversation.ts";
import type { Stage } from "./play.ts";
import { tellEvent } from "./shop-events.ts";

const mostProducts = 1_000;

/** Sells an article over the counter, as the shop's own system tells of it. @returns what takes it back */
export async function sellInShop(
  stage: Stage,
  sku: string,
  { name, phone }: Pick<Contact, "name" | "phone">,
): Promise<() => Promise<void>> {
  const products = await (await stage.records(productKind)).page(null, mostProducts);
  const sold = products.flatMap((product) =>
    product.variants.filter((each) => each.sku === sku).map((variant) => ({ product, variant })),
  )[0];
  if (!sold) throw new Error(`the shop has no ${sku}`);
  const { price, color, size } = sold.variant;
  const line = { sku, title: sold.product.title, color, size, quantity: 1, unitPrice: price };
  const order = {
    customer: { name: name ?? "Amina", phone },
    lines: [line],
    deliveryCost: { ...price, amountMinor: 0 },
    total: price,
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
