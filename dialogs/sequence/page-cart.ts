import type { OrderLine } from "../../models/commerce.ts";
import type { Commerce } from "../../models/ports/commerce.ts";
import type { ShopCart } from "../../models/shop-cart.ts";

/** A cart on the shop's own page. */
export interface PageCart extends Pick<ShopCart, "total" | "url"> {
  /** Those that the catalogue has: of others only the SKU is known. */
  lines: Pick<OrderLine, "title" | "color" | "size" | "quantity">[];
}

/** As the shop's system told of it last; null: of none of that id. */
export async function pageCart(
  id: string,
  { carts, inventory }: Pick<Commerce, "carts" | "inventory">,
): Promise<PageCart | null> {
  const cart = await carts.getShopCart(id);
  if (!cart) return null;
  const lines = await Promise.all(
    cart.lines.map(async ({ sku, quantity }) => {
      const hit = await inventory.getVariant(sku);
      return hit ? [{ ...hit.variants[0]!, title: hit.product.title, quantity }] : [];
    }),
  );
  return { lines: lines.flat(), total: cart.total, url: cart.url };
}
