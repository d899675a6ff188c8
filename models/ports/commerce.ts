import type { Cart, CartChange } from "../cart.ts";
import type { Customer, Order, OrderLine, OrderStep, Parcel, Product, Stock, Variant } from "../commerce.ts";
import type { Language } from "../language.ts";
import type { Money } from "../money.ts";
import type { PutAside } from "../reservation.ts";
import type { Return, ReturnState, ReturnStep } from "../return.ts";
import type { ShopCart } from "../shop-cart.ts";

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
  /** Only variants whose price is reduced (`compareAt`). */
  reduced?: boolean;
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

/** What to offer with something, and why: orders tell so, or only its kind does. */
export interface GoesWith {
  why: "bought_together" | "kind";
  hits: ProductHit[];
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

/** The number is that of another order. */
export class NumberTakenError extends Error {
  override readonly name = "NumberTakenError";
}

/** Every write takes an idempotency key: the same key with the same arguments is done once. */
export interface InventorySystem {
  searchProducts(query: ProductQuery): Promise<ProductPage>;
  getProduct(id: string): Promise<ProductHit | null>;
  /** The product of a SKU, with that variant alone; null: nothing of it is on sale. */
  getVariant(sku: string): Promise<ProductHit | null>;
  /** Keys of the categories that have products on sale, those with the most first. */
  categories(most: number): Promise<string[]>;
  /** Products near this one (category, then price and colour) that can be bought now. */
  alternatives(id: string, wanted: { color?: string; size?: string }, limit: number): Promise<ProductHit[]>;
  /** What goes with a product, or with a kind of product (the key of a category), and can be bought now. */
  goesWith(thing: string, limit: number): Promise<GoesWith>;
  /** Learns anew from the shop's orders what is bought together: many seconds in a large shop, off the turn. */
  refreshCompanions(): Promise<void>;
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
  /**
   * Sets the counted quantity.
   * @param at as of when it was counted: after a later count it changes nothing.
   * @throws {UnknownSkuError}
   */
  updateStock(sku: string, quantity: number | null, at?: Date): Promise<void>;
  /**
   * @param compareAt the price before a reduction
   * @returns the former price
   * @throws {UnknownSkuError}
   */
  updatePrice(productId: string, sku: string, price: Money, compareAt?: Money): Promise<Money>;
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
  /**
   * It was bought elsewhere, in an order of the shop's own page or till: it is put aside no more, and does not go back into
   * the stock. Silent when there is nothing of that key.
   * @param at when it was bought
   */
  convert(key: string, soldIn: string, at: Date): Promise<void>;
}

/** An order of the shop's own page or till. */
export type ToldOrder = Omit<
  Order,
  "shopId" | "conversationId" | "key" | "soldElsewhere" | "holds" | "unsettled" | "paidLate" | "history"
>;

/** An order to be placed, with its prices; `total` is what the shopper was told. */
export interface NewOrder
  extends Pick<
    Order,
    | "customerId"
    | "conversationId"
    | "lines"
    | "deliveryCost"
    | "discount"
    | "total"
    | "payment"
    | "address"
    | "wantedOn"
  > {
  /** What is put aside for the buyer already, by SKU: the order takes its place. */
  reservations?: Record<string, string>;
}

/** What may be changed of an order; the prices of other lines come with them. A total without a discount has none. */
export type OrderChange = Partial<
  Pick<
    Order,
    "lines" | "deliveryCost" | "discount" | "total" | "payment" | "paid" | "address" | "wantedOn" | "parcel"
  >
>;

export interface OrderSystem {
  /** `number` in any case, with or without `#`. */
  getOrder(number: string): Promise<Order | null>;
  /** Newest first. */
  findOrders(customerId: string, limit: number): Promise<Order[]>;
  /**
   * All of its articles or none: they are put aside for it, line by line, before it counts as placed.
   * The key of a placed order is that order for good; whoever was refused tries again with another key.
   * @throws {OutOfStockError} then nothing of it is left
   * @throws {KeyReusedError}
   */
  createOrder(key: string, wanted: NewOrder): Promise<Order>;
  /**
   * Nothing is put aside for it: its own system sells. One that was told before stays as it is.
   * @throws {NumberTakenError} its number is that of an order that was not
   */
  keepOrder(told: ToldOrder): Promise<Order>;
  /**
   * What is cancelled gives its articles back, what is shipped takes them out of the stock, what is refused puts them into
   * it again. Once it is in that state, asking again changes nothing.
   * @throws {OrderStateError} also for an order that there is not
   */
  moveOrder(number: string, step: Omit<OrderStep, "at">): Promise<Order>;
  /**
   * The same change again is no second one. An order of which nothing comes any more may be told to be paid all the same:
   * it is so late (`paidLate`).
   * @throws {OrderStateError} other lines or another address are for an order that has not left
   * @throws {OutOfStockError} of other lines; the order stays as it was
   */
  updateOrder(number: string, change: OrderChange): Promise<Order>;
  /**
   * Cancels what was placed here before an instant to be paid before it is sent, when nobody has paid, and the shop has not
   * begun with it.
   * @param told hears of each before that is done with: of one it may hear again, after a death.
   */
  cancelUnpaid(before: Date, told: (order: Order) => Promise<void>): Promise<void>;
  /**
   * Ends what was begun and left: orders by a process that died, half placed or with a stock that does not follow them yet,
   * exchanges by shoppers who sent nothing back in time. What was put aside for them is free again. @returns the numbers of both
   */
  undoLeft(): Promise<string[]>;
}

/** Articles that a shopper wants to send back. */
export type NewReturn = Pick<Return, "orderNumber" | "conversationId" | "lines" | "reason" | "photos">;

/** And what is wanted for them, at its price of today; the same again is at that of the order. */
export type NewExchange = NewReturn & { instead: OrderLine };

/** A file to be printed. */
export interface ReturnLabel {
  /** With its ending, as the shopper sees it. */
  name: string;
  contentType: "application/pdf";
  bytes: Buffer;
}

/** What comes back. Whether the shop takes it is asked before (see `return-policy.ts`); the amounts are found here. */
export interface ReturnSystem {
  /** `number` in any case. */
  getReturn(number: string): Promise<Return | null>;
  /** Of an order, the oldest first, those that are over as well. */
  findReturns(orderNumber: string): Promise<Return[]>;
  /** What staff have to see to, the oldest first. */
  returnsIn(state: ReturnState, limit: number): Promise<Return[]>;
  /**
   * The same key again is the same return, as it is by then.
   * @throws {KeyReusedError}
   * @throws {OrderStateError} it was not delivered, or there is no such order
   * @throws {NothingLeftError}
   */
  createReturn(key: string, wanted: NewReturn): Promise<Return>;
  /**
   * As `createReturn`; what is wanted instead is put aside before it counts, and given back when nothing comes of it.
   * @throws {OutOfStockError} then nothing of it is left
   */
  createExchange(key: string, wanted: NewExchange): Promise<Return>;
  /**
   * What is received is put back into the stock, unless it is broken or another article; what is exchanged takes the other article out of it.
   * Once it is in that state, asking again changes nothing.
   * @throws {ReturnStateError} also for a return that there is not
   */
  moveReturn(number: string, step: Omit<ReturnStep, "at">): Promise<Return>;
  /** The shopper keeps it after all. @throws {ReturnStateError} */
  cancelReturn(number: string, by: ReturnStep["by"]): Promise<Return>;
  /**
   * The label of a return that was agreed to, which counts as sent with it; always the same one.
   * @throws {ReturnStateError}
   */
  generateReturnLabel(number: string): Promise<ReturnLabel>;
}

export interface TrackingSystem {
  getShipmentStatus(orderNumber: string): Promise<Parcel | null>;
}

export interface CustomerSystem {
  getCustomer(id: string): Promise<Customer | null>;
  findCustomers(identity: { phone?: string; email?: string }): Promise<Customer[]>;
  /** The customer of that phone number (E.164), or else of that e-mail, who learns the other; or else a new one. */
  customerOf(
    who: { name: string } & ({ phone: string; email?: string } | { email: string }),
  ): Promise<Customer>;
}

export interface CartSystem {
  /** An empty one where there is none. */
  getCart(conversationId: string): Promise<Cart>;
  /** Each change is made once, by its key. @throws {CartFullError} */
  changeCart(key: string, conversationId: string, change: CartChange): Promise<Cart>;
  /** One of the shop's own page, as its system told of it last; null: it told of none of that id. */
  getShopCart(id: string): Promise<ShopCart | null>;
  /** @returns false: what is kept is newer, and stays */
  keepShopCart(told: Omit<ShopCart, "shopId">): Promise<boolean>;
}

export interface PaymentSystem {
  /** The page on which an order is paid by card. A new link ends the former one. */
  linkFor(order: Pick<Order, "number">): Promise<string>;
}

/** The systems of one shop. */
export interface Commerce {
  carts: CartSystem;
  inventory: InventorySystem;
  reservations: ReservationSystem;
  orders: OrderSystem;
  payments: PaymentSystem;
  returns: ReturnSystem;
  tracking: TrackingSystem;
  customers: CustomerSystem;
}
