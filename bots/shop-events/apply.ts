import { type Commerce, UnknownSkuError } from "../../models/ports/commerce.ts";
import type { ShopEvent, ShopEventOf } from "../../models/shop-events.ts";
import { applyOrderEvent, type OrderEventServices } from "./order-events.ts";
import { EventRefused } from "./refused.ts";

export interface ApplyServices extends OrderEventServices {
  commerce: Pick<Commerce, "carts" | "orders" | "customers" | "inventory">;
}

/** Does what an event says. Done again it changes nothing; told out of turn, what is later stays. @throws {EventRefused} */
export async function applyEvent(event: ShopEvent, services: ApplyServices): Promise<void> {
  switch (event.type) {
    case "cart.updated":
      return keepCart(event, services);
    case "stock.changed":
      return changeStock(event, services);
    case "price.changed":
      return changePrice(event, services);
    default:
      return applyOrderEvent(event, services);
  }
}

async function keepCart(
  { at, cart: told }: ShopEventOf<"cart.updated">,
  { shopId, commerce, happened }: ApplyServices,
): Promise<void> {
  const cart = { ...told, updatedAt: at };
  if (await commerce.carts.keepShopCart(cart)) await happened.cartUpdated({ ...cart, shopId });
}

async function changeStock(
  { sku, quantity, at }: ShopEventOf<"stock.changed">,
  { commerce, happened }: ApplyServices,
): Promise<void> {
  await ofKnownSku(() => commerce.inventory.updateStock(sku, quantity, new Date(at)));
  await happened.stockChanged(sku, new Date(at));
}

async function changePrice(
  { productId, sku, price, compareAt, at }: ShopEventOf<"price.changed">,
  { commerce, happened }: ApplyServices,
): Promise<void> {
  const former = await ofKnownSku(() => commerce.inventory.updatePrice(productId, sku, price, compareAt));
  await happened.priceChanged({ productId, sku, former, price }, new Date(at));
}

async function ofKnownSku<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof UnknownSkuError) throw new EventRefused(["sku"], `${cause.message}.`, { cause });
    throw cause;
  }
}
