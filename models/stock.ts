import type { Stock } from "./commerce.ts";
import { KeyReusedError, OutOfStockError } from "./ports/commerce.ts";

export type Reservation = Stock["reservations"][number];

const isLive = (reservation: Reservation, now: Date): boolean =>
  Date.parse(reservation.until) > now.getTime();

const reserved = (stock: Stock, now: Date): number =>
  stock.reservations.filter((each) => isLive(each, now)).reduce((sum, each) => sum + each.quantity, 0);

/**
 * What is free to sell now; null when the variant is not counted. A quantity set below what is already put aside
 * leaves nothing free, never less than nothing.
 */
export function available(stock: Stock, now: Date): number | null {
  return stock.quantity === null ? null : Math.max(0, stock.quantity - reserved(stock, now));
}

/**
 * The stock with a quantity put aside. A reservation is known by its key within one SKU; asked again with the
 * same arguments, the stock comes back unchanged (the very same object). Reservations past their time are dropped.
 * @throws {KeyReusedError} the key holds a live reservation with other arguments.
 * @throws {OutOfStockError} fewer than `quantity` are free.
 * @throws {RangeError} `quantity` is no positive integer.
 */
export function reserve(stock: Stock, wanted: Reservation, now: Date): Stock {
  if (!Number.isSafeInteger(wanted.quantity) || wanted.quantity < 1)
    throw new RangeError(
      `Cannot reserve ${wanted.quantity} of ${stock.sku}: the quantity must be a whole number from 1`,
    );
  const live = stock.reservations.filter((each) => isLive(each, now));
  const same = live.find((each) => each.key === wanted.key);
  if (same) {
    if (same.quantity === wanted.quantity && same.until === wanted.until) return stock;
    throw new KeyReusedError(
      `Reservation ${wanted.key} of ${stock.sku} holds ${same.quantity} until ${same.until}; ` +
        `it was asked again for ${wanted.quantity} until ${wanted.until}: use another key`,
    );
  }
  const free = available(stock, now);
  if (free !== null && free < wanted.quantity)
    throw new OutOfStockError(`${wanted.quantity} of ${stock.sku} wanted, ${free} free`);
  return { ...stock, reservations: [...live, wanted] };
}

/**
 * The stock with a reservation that lasts longer; the very same object when it does already.
 * @throws {OutOfStockError} it is over, and its quantity may be somebody else's.
 */
export function extend(stock: Stock, key: string, until: string, now: Date): Stock {
  const held = stock.reservations.find((each) => each.key === key && isLive(each, now));
  if (!held) throw new OutOfStockError(`Reservation ${key} of ${stock.sku} is over`);
  if (held.until >= until) return stock;
  const reservations = stock.reservations.map((each) => (each === held ? { ...held, until } : each));
  return { ...stock, reservations };
}

/** Until it is shipped, or the order is cancelled. */
const withoutEnd = "9999-12-31T23:59:59.999Z";

/**
 * The stock with a quantity put aside for an order, however much it held of it before; the very same object when it holds
 * that already.
 * @param instead the key of the buyer's own reservation: the order takes its place.
 * @throws {OutOfStockError} fewer are free.
 */
export function hold(
  stock: Stock,
  { key, quantity, instead }: { key: string; quantity: number; instead?: string | undefined },
  now: Date,
): Stock {
  const others = stock.reservations.filter((each) => each.key !== key && each.key !== instead);
  const isHeld = stock.reservations.some((each) => each.key === key && each.quantity === quantity);
  if (isHeld && others.length === stock.reservations.length - 1) return stock;
  const free = available({ ...stock, reservations: others }, now);
  if (free !== null && free < quantity)
    throw new OutOfStockError(`${quantity} of ${stock.sku} wanted, ${free} free`);
  const live = others.filter((each) => isLive(each, now));
  return { ...stock, reservations: [...live, { key, quantity, until: withoutEnd }] };
}

/**
 * The stock in which what is put aside under two keys is put aside under the first, `quantity` of it at most: nothing that
 * was not before, so that it cannot fail. The very same object when it is so already.
 */
export function gather(
  stock: Stock,
  { key, from, quantity }: { key: string; from: string; quantity: number },
): Stock {
  const isOurs = (each: Reservation): boolean => each.key === key || each.key === from;
  const ours = stock.reservations.filter(isOurs);
  const kept = Math.min(
    quantity,
    ours.reduce((sum, each) => sum + each.quantity, 0),
  );
  if (ours.length === 0 || (ours.length === 1 && ours[0]!.key === key && ours[0]!.quantity === kept))
    return stock;
  const others = stock.reservations.filter((each) => !isOurs(each));
  return {
    ...stock,
    reservations: kept === 0 ? others : [...others, { key, quantity: kept, until: withoutEnd }],
  };
}

/** The stock after what was put aside under a key has left the shop; the very same object when there is nothing of it. */
export function take(stock: Stock, key: string): Stock {
  const taken = stock.reservations.find((each) => each.key === key);
  if (!taken) return stock;
  const quantity = stock.quantity === null ? null : Math.max(0, stock.quantity - taken.quantity);
  return { ...release(stock, key), quantity };
}

/** Of these the stock remembers that they were put back; the return or the order remembers it itself by then. */
const keptRestocks = 50;

/** The stock after what came back was put into it; the very same object when it was before. */
export function restock(stock: Stock, { key, quantity }: { key: string; quantity: number }): Stock {
  const restocked = stock.restocked ?? [];
  if (restocked.includes(key)) return stock;
  return {
    ...stock,
    quantity: stock.quantity === null ? null : stock.quantity + quantity,
    restocked: [...restocked, key].slice(-keptRestocks),
  };
}

/** The stock as the shop's own system counted it at an instant; the very same object when it has a later count. */
export function counted(stock: Stock, quantity: number | null, at: Date): Stock {
  const countedAt = at.toISOString();
  return stock.countedAt !== undefined && stock.countedAt > countedAt
    ? stock
    : { ...stock, quantity, countedAt };
}

/** The stock after what was put aside under a key was sold elsewhere at an instant: a later count has it already. */
export const sold = (stock: Stock, key: string, at: Date): Stock =>
  stock.countedAt !== undefined && stock.countedAt >= at.toISOString()
    ? release(stock, key)
    : take(stock, key);

/** The stock without the reservation of that key; the very same object when there is none. */
export function release(stock: Stock, key: string): Stock {
  const kept = stock.reservations.filter((each) => each.key !== key);
  return kept.length === stock.reservations.length ? stock : { ...stock, reservations: kept };
}
