import type { Order } from "../../models/commerce.ts";
import type { PriceChange } from "../../models/price-change.ts";
import type { ShopCart } from "../../models/shop-cart.ts";

/**
 * What follows from something that happened in the shop, wherever it was told: by an event, a file of the courier's, a
 * payment. Each is told after it was written down, may be told again, and may be told late: `at` is when it happened.
 */
export interface Happened {
  orderPlaced(order: Order, at: Date): Promise<void>;
  orderPaid(order: Order, at: Date): Promise<void>;
  orderShipped(order: Order, at: Date): Promise<void>;
  orderDelivered(order: Order, at: Date): Promise<void>;
  orderRefused(order: Order, at: Date): Promise<void>;
  orderCancelled(order: Order, at: Date): Promise<void>;
  cartUpdated(cart: ShopCart): Promise<void>;
  stockChanged(sku: string, at: Date): Promise<void>;
  priceChanged(change: PriceChange, at: Date): Promise<void>;
}
