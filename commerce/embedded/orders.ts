import { inShop, type Order } from "../../models/commerce.ts";
import type { OrderSystem, TrackingSystem } from "../../models/ports/commerce.ts";
import type { Records } from "../../models/ports/records.ts";

/** What people write for an order number, as it is stored: `#10042 ` and `10042` are the same. */
export const orderNumber = (written: string): string => written.trim().replace(/^#\s*/, "").toUpperCase();

export function embeddedOrders(shopId: string, records: Records<Order, "customer">): OrderSystem {
  return {
    async getOrder(number) {
      return (await records.get(inShop(shopId, orderNumber(number))))?.doc ?? null;
    },
    async findOrders(customerId, limit) {
      const all = await records.find("customer", inShop(shopId, customerId));
      return all.sort((a, b) => Date.parse(b.placedAt) - Date.parse(a.placedAt)).slice(0, limit);
    },
  };
}

/** The embedded shop writes what it knows of a parcel into the order. */
export function embeddedTracking(orders: OrderSystem): TrackingSystem {
  return {
    getShipmentStatus: async (number) => (await orders.getOrder(number))?.parcel ?? null,
  };
}
