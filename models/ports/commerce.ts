import type { Customer, Order, Parcel, Product, Stock, Variant } from "../commerce.ts";
import type { Language } from "../language.ts";
import type { PutAside } from "../reservation.ts";

export interface ProductQuery {
  /** The shopper's words for the thing, without colour, size and price where those were recognised. */
  words?: string;
  language: Language;
  category?: string;
  color?: string;
  size?: string;
  priceMinMinor?: number;
  priceMaxMinor?: number;
  sort?: "relevance" | "price_asc" | "price_desc";
  /** Leave out what has no variant in stock that fits. */
  inStock?: boolean;
  limit: number;
  offset?: number;
}

/** `variants` are those that fit the query, available or not. */
export interface ProductHit {
  product: Product;
  variants: AvailableVariant[];
}

export interface AvailableVariant extends Variant {
  /** Free to sell now; null when the shop does not count this variant. */
  available: number | null;
}

export interface ProductPage {
  hits: ProductHit[];
  total: number;
}

/** The same key was used before with other arguments: a mistake in the caller. */
export class KeyReusedError extends Error {
  override readonly name = "KeyReusedError";
}

/** There is not enough of it. */
export class OutOfStockError extends Error {
  override readonly name = "OutOfStockError";
}

/** The shop has no such variant. */
export class UnknownSkuError extends Error {
  override readonly name = "UnknownSkuError";
}

/** Every write takes an idempotency key: the same key with the same arguments is done once. */
export interface InventorySystem {
  searchProducts(query: ProductQuery): Promise<ProductPage>;
  getProduct(id: string): Promise<ProductHit | null>;
  /** Products near this one (category, then price and colour) that can be bought now. */
  alternatives(id: string, wanted: { color?: string; size?: string }, limit: number): Promise<ProductHit[]>;
  /**
   * Puts a quantity aside until an instant. The key is the reservation's name within its SKU.
   * @throws {OutOfStockError} also for a SKU that the shop does not have (any more)
   * @throws {KeyReusedError}
   */
  reserveProduct(
    key: string,
    sku: string,
    quantity: number,
    until: Date,
  ): Promise<Stock["reservations"][number]>;
  /** Gives it back; silent when there is nothing of that key. */
  cancelReservation(key: string, sku: string): Promise<void>;
  /** Sets the counted quantity. @throws {UnknownSkuError} */
  updateStock(sku: string, quantity: number | null): Promise<void>;
}

/** What is put aside for shoppers. */
export interface ReservationSystem {
  /** Of a conversation, what is over as well, in no order. */
  ofConversation(conversationId: string): Promise<PutAside[]>;
  get(key: string): Promise<PutAside | null>;
  /**
   * The same key again is the same reservation, as it is by then.
   * @throws {OutOfStockError}
   */
  putAside(
    wanted: Pick<PutAside, "key" | "conversationId" | "productId" | "sku" | "quantity" | "until">,
  ): Promise<PutAside>;
  /** @param by what does it: it is done once. @throws {OutOfStockError} it is over. */
  extend(key: string, until: Date, by: string): Promise<PutAside>;
  /** Silent when there is nothing of that key. */
  giveBack(key: string): Promise<void>;
}

export interface OrderSystem {
  /** `number` in any case, with or without `#`. */
  getOrder(number: string): Promise<Order | null>;
  /** Newest first. */
  findOrders(customerId: string, limit: number): Promise<Order[]>;
}

export interface TrackingSystem {
  getShipmentStatus(orderNumber: string): Promise<Parcel | null>;
}

export interface CustomerSystem {
  getCustomer(id: string): Promise<Customer | null>;
  findCustomers(identity: { phone?: string; email?: string }): Promise<Customer[]>;
}

/** The systems of one shop. */
export interface Commerce {
  inventory: InventorySystem;
  reservations: ReservationSystem;
  orders: OrderSystem;
  tracking: TrackingSystem;
  customers: CustomerSystem;
}
