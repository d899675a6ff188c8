import type { Understanding } from "../../models/ports/recogniser.ts";
import type { Scene, Slot } from "../engine/flow.ts";
import type { Memory } from "../engine/state.ts";

type WithQuantity = { quantity?: string };

/** How many of an article: a number from 1 to 999, as text. What is more than there is, or than a cart holds, is told. */
export const quantitySlot: Slot<WithQuantity> = {
  entity: "quantity",
  accepts: (normalized) => parseQuantity(normalized) !== null,
  parse: (text) => parseQuantity(text),
};

/** A number that is said while something is looked for: nobody asks for it, and it is no correction of what was found. */
export const saidQuantity: Slot<WithQuantity> = {
  hears: (_, { entities }) => quantityIn(entities),
  parse: (text) => parseQuantity(text),
  settled: true,
};

const quantityIn = (entities: Understanding["entities"]): string | null => {
  const said = entities.find(({ type }) => type === "quantity");
  return said === undefined ? null : parseQuantity(said.normalized);
};

function parseQuantity(text: string): string | null {
  const digits = text.trim().replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  return /^\d{1,3}$/.test(digits) && Number(digits) >= 1 ? String(Number(digits)) : null;
}

export const quantityOf = ({ quantity }: WithQuantity): WithQuantity =>
  quantity === undefined ? {} : { quantity };

/** How many were wanted of what an article was found for, if it is one of those. */
export const wantedBefore = ({ memory }: Pick<Scene, "memory">, product: string): string | undefined =>
  memory.wanted?.products.includes(product) ? memory.wanted.quantity : undefined;

/** Kept until one of these products is put into the cart, or something else is looked for. */
export const wanting = (quantity: string | undefined, products: string[]): Pick<Memory, "wanted"> => ({
  wanted: quantity === undefined ? undefined : { quantity, products },
});
