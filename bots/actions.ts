import type { Commerce } from "../models/ports/commerce.ts";
import { KeyReusedError, OutOfStockError } from "../models/ports/commerce.ts";

/**
 * Something a flow may have done, by name. Done once for its key: whoever writes an action makes a repeated key
 * harmless, because a crash between the deed and its note repeats it.
 * @param hasWaited it comes back when a `Later` of its own told it to.
 * @throws {Refusal} when the answer is no; {Later} when nothing was tried; any other error is tried again.
 */
export type Action = (args: Record<string, unknown>, key: string, hasWaited?: boolean) => Promise<unknown>;
export type Actions = Readonly<Record<string, Action>>;

/** The business says no; `message` is a word that flows branch on ("out_of_stock"). */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** It is not its turn before `until`. That is no try. */
export class Later extends Error {
  override readonly name = "Later";
  readonly until: Date;
  constructor(message: string, until: Date) {
    super(message);
    this.until = until;
  }
}

/** What flows may have done in a shop's systems. */
export function commerceActions({ inventory }: Commerce): Actions {
  return {
    "inventory.reserve": ({ sku, quantity, until }, key) =>
      refusing(() => inventory.reserveProduct(key, String(sku), Number(quantity), new Date(String(until)))),
    "inventory.cancelReservation": ({ reservation, sku }) =>
      inventory.cancelReservation(String(reservation), String(sku)),
  };
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof OutOfStockError) throw new Refusal("out_of_stock", { cause });
    if (cause instanceof KeyReusedError) throw new Refusal("key_reused", { cause });
    throw cause;
  }
}
