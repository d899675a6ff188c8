import { cartKind } from "../../models/cart.ts";
import { customerKind, orderKind, productKind, stockKind } from "../../models/commerce.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { Commerce, PaymentSystem } from "../../models/ports/commerce.ts";
import type { OpenRecords } from "../../models/ports/records.ts";
import { putAsideKind } from "../../models/reservation.ts";
import { returnKind } from "../../models/return.ts";
import { shopCartKind } from "../../models/shop-cart.ts";
import type { CatalogueSearch } from "../search/contract.ts";
import { embeddedCarts } from "./carts.ts";
import { remarkCatalogue } from "./catalogue-mark.ts";
import { companionship, companionsKind } from "./companions.ts";
import { embeddedCustomers } from "./customers.ts";
import { embeddedInventory } from "./inventory.ts";
import { orderNumbers } from "./numbering.ts";
import { embeddedOrders, embeddedTracking } from "./orders.ts";
import { embeddedReservations } from "./reservations.ts";
import { embeddedReturns, type ReturnParts } from "./returns.ts";
import { stockRoom } from "./stock-room.ts";

export interface EmbeddedCommerceOptions {
  shopId: string;
  records: OpenRecords;
  /** May still be opening: only searches wait for it. */
  search: CatalogueSearch | Promise<CatalogueSearch>;
  clock: Clock;
  payments: PaymentSystem;
  labelOf: ReturnParts["labelOf"];
}

/** A real little shop kept in our own store, for a merchant who has no other system. */
export async function embeddedCommerce(options: EmbeddedCommerceOptions): Promise<Commerce> {
  const { shopId, records, search, clock, payments, labelOf } = options;
  const [carts, shopCarts, products, stock, putAside, orders, returns, customers, companions] =
    await Promise.all([
      records(cartKind),
      records(shopCartKind),
      records(productKind),
      records(stockKind),
      records(putAsideKind),
      records(orderKind),
      records(returnKind),
      records(customerKind),
      records(companionsKind),
    ]);
  const room = stockRoom(shopId, stock, clock);
  const numberOf = await orderNumbers(shopId, records, orders);
  const orderSystem = embeddedOrders({ shopId, orders, numberOf, stock: room, clock });
  const { endLate, ...returnSystem } = embeddedReturns({
    shopId,
    returns,
    orders: orderSystem,
    stock: room,
    clock,
    labelOf,
  });
  return {
    carts: embeddedCarts(shopId, carts, shopCarts, clock),
    inventory: embeddedInventory({
      shopId,
      products,
      stock: room,
      search,
      clock,
      catalogueChanged: () => remarkCatalogue(records, shopId),
      companions: companionship({ shopId, orders, companions, clock }),
    }),
    reservations: embeddedReservations(shopId, putAside, room),
    orders: {
      ...orderSystem,
      undoLeft: async () => [...(await orderSystem.undoLeft()), ...(await endLate())],
    },
    payments,
    returns: returnSystem,
    tracking: embeddedTracking(orderSystem),
    customers: embeddedCustomers(shopId, customers),
  };
}
