import { z } from "zod";
import { inShop, type OrderLine } from "./commerce.ts";
import { deliveryZone } from "./delivery-zone.ts";
import type { Money } from "./money.ts";
import { subtotalMinor, totalOf } from "./order.ts";
import type { RecordKind } from "./ports/records.ts";
import { discountMinor, type PromoCode } from "./promo.ts";
import type { Shop } from "./shop.ts";

export const CartLine = z.object({
  productId: z.string(),
  sku: z.string(),
  quantity: z.int().positive(),
});
export type CartLine = z.infer<typeof CartLine>;

/** What a shopper means to order, in one conversation. Prices and stock are looked up whenever it is shown. */
export const Cart = z.object({
  shopId: z.string(),
  conversationId: z.string(),
  lines: z.array(CartLine),
  /** As in the shop's list. */
  code: z.string().nullable(),
  /** Raised by each change, and when its order was refused: it names what is ordered once. */
  revision: z.int().min(0),
  /** The revision that was ordered last: while it is the last one, the cart counts as empty. */
  ordered: z.int().nullable(),
  /** The keys of the last changes: each is made once. */
  changes: z.array(z.string()),
  changedAt: z.iso.datetime(),
});
export type Cart = z.infer<typeof Cart>;

export const cartKind: RecordKind<Cart, never> = {
  name: "carts",
  schema: Cart,
  id: ({ shopId, conversationId }) => inShop(shopId, conversationId),
  indexes: {},
};

/** Of one article; more is for a person to see to. */
export const mostOfOne = 20;
/** An order longer than that is no chat any more. */
export const mostLines = 20;
const keptChanges = 20;

/** A change would make it more than a cart holds: of one article, or of articles. */
export class CartFullError extends Error {
  override readonly name = "CartFullError";
  readonly kind: "article" | "lines";
  constructor(kind: CartFullError["kind"]) {
    super(`a cart holds ${mostOfOne} of one article, and ${mostLines} articles`);
    this.kind = kind;
  }
}

/** A change to a cart. */
export const CartChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("add"), productId: z.string(), sku: z.string(), quantity: z.int().positive() }),
  /** So many fewer. */
  z.object({ kind: z.literal("remove"), sku: z.string(), quantity: z.int().positive() }),
  /** 0 takes the line out. */
  z.object({ kind: z.literal("quantity"), sku: z.string(), quantity: z.int().min(0) }),
  z.object({ kind: z.literal("code"), code: z.string().nullable() }),
  /** These lines of that revision are not to be ordered any more; what was put in since is. */
  z.object({ kind: z.literal("ordered"), revision: z.int(), lines: z.array(CartLine) }),
  /** Its order was refused: the next try is another one. */
  z.object({ kind: z.literal("refused") }),
]);
export type CartChange = z.infer<typeof CartChange>;

/** What is still to be ordered. */
export const openLines = ({ lines, revision, ordered }: Cart): CartLine[] =>
  ordered === revision ? [] : lines;

/**
 * The cart after a change; the very same object when that change was made already.
 * @throws {CartFullError} all of a change or nothing of it
 */
export function changed(cart: Cart, change: CartChange, key: string, now: Date): Cart {
  if (cart.changes.includes(key)) return cart;
  const changes = [...cart.changes, key].slice(-keptChanges);
  if (change.kind === "ordered" && change.revision === cart.revision)
    return { ...cart, ordered: change.revision, changes };
  const content = { lines: openLines(cart), code: openCode(cart) };
  const revision = cart.revision + 1;
  if (change.kind === "refused") return { ...cart, ...content, revision, changes };
  const after = contentAfter(content, change);
  checkRoom(after.lines);
  return { ...cart, ...after, revision, changes, changedAt: now.toISOString() };
}

function checkRoom(lines: CartLine[]): void {
  if (lines.some(({ quantity }) => quantity > mostOfOne)) throw new CartFullError("article");
  if (lines.length > mostLines) throw new CartFullError("lines");
}

export const openCode = (cart: Cart): string | null => (cart.ordered === cart.revision ? null : cart.code);

function contentAfter(
  { lines, code }: Pick<Cart, "lines" | "code">,
  change: Exclude<CartChange, { kind: "refused" }>,
): Pick<Cart, "lines" | "code"> {
  switch (change.kind) {
    case "add": {
      const { productId, sku, quantity } = change;
      const before = lines.find((line) => line.sku === sku);
      const line = { productId, sku, quantity: (before?.quantity ?? 0) + quantity };
      return {
        lines: before ? lines.map((each) => (each === before ? line : each)) : [...lines, line],
        code,
      };
    }
    case "remove":
      return { lines: withQuantity(lines, change.sku, (before) => before - change.quantity), code };
    case "quantity":
      return { lines: withQuantity(lines, change.sku, () => change.quantity), code };
    case "code":
      return { lines, code: change.code };
    case "ordered":
      return {
        lines: change.lines.reduce(
          (left, { sku, quantity }) => withQuantity(left, sku, (before) => before - quantity),
          lines,
        ),
        code: null,
      };
  }
}

const withQuantity = (lines: CartLine[], sku: string, quantityOf: (before: number) => number): CartLine[] =>
  lines
    .map((line) => (line.sku === sku ? { ...line, quantity: quantityOf(line.quantity) } : line))
    .filter(({ quantity }) => quantity > 0);

export const newCart = (shopId: string, conversationId: string, now: Date): Cart => ({
  shopId,
  conversationId,
  lines: [],
  code: null,
  revision: 0,
  ordered: null,
  changes: [],
  changedAt: now.toISOString(),
});

/** What an order of these lines costs. */
export interface Totals {
  subtotal: Money;
  /** Null where no code is used, or it takes nothing off. */
  discount: { code: string; amount: Money } | null;
  /** Null: we do not deliver there. */
  delivery: Money | null;
  total: Money;
}

/**
 * @param city key of a city, by which delivery costs; without it, delivery is left out of the total.
 * @param code one that applies (see `promo.ts`).
 */
export function totals(
  lines: readonly OrderLine[],
  { shop, city, code }: { shop: Shop; city?: string | undefined; code?: PromoCode | null | undefined },
): Totals {
  const { currency } = shop;
  const goods = subtotalMinor(lines);
  const off = code ? discountMinor(code, goods) : 0;
  const zone = city === undefined ? null : deliveryZone(city, shop);
  const isFree =
    code?.freeDelivery === true ||
    (shop.delivery.freeFromMinor !== undefined && goods - off >= shop.delivery.freeFromMinor);
  const deliveryMinor = !zone || isFree ? 0 : zone.costMinor;
  const money = (amountMinor: number): Money => ({ amountMinor, currency });
  return {
    subtotal: money(goods),
    discount: code && off > 0 ? { code: code.code, amount: money(off) } : null,
    delivery: zone ? money(deliveryMinor) : null,
    total: totalOf(lines, { discountMinor: off, deliveryMinor, currency }),
  };
}
