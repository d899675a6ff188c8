import type { Order } from "../../models/commerce.ts";
import type { Understanding } from "../../models/ports/recogniser.ts";
import { type AskedAddress, addressSlots } from "../address/address-slots.ts";
import type { Slot, SlotValue } from "../engine/flow.ts";
import { numberIn } from "../order/ask-item.ts";
import { wantedOf } from "../order/wanted-variant.ts";
import { meant } from "./meant.ts";

/** What shoppers want changed before their parcel leaves. */
export const codWishes = ["address", "phone", "day", "size", "quantity"] as const;
export type CodWishKind = (typeof codWishes)[number];

/** Its values, as far as they are told. */
export interface CodWish extends Pick<AskedAddress, "city" | "street" | "landmark" | "phone"> {
  /** YYYY-MM-DD. */
  day: string;
  size: string;
  /** Of pieces. */
  quantity: string;
}

const { city, street, landmark, phone } = addressSlots as unknown as Record<
  "city" | "street" | "landmark" | "phone",
  Slot<CodWish>
>;

export const isWish = (what: string | undefined): what is CodWishKind =>
  codWishes.some((wish) => wish === what);

const changeIntents = ["order.change_address", "order.change_item", "delivery.reschedule"];
/** What "that is not the right size" or "I want two" is taken for: before the parcel has left it is about the order. */
const otherIntents = ["answer.no", "complaint.wrong_item", "return.exchange", "store.contact", "cart.add"];
/** By which shoppers ask for a change. */
export const wishIntents = [...changeIntents, ...otherIntents];

const words: [CodWishKind, RegExp][] = [
  ["phone", /t[ée]l[ée]phone|n[uoi]m[ée]ro|phone|\bnumber|رقم|هاتف|تلفون|nmra|noumro|raqm/iu],
  ["address", /add?ress|عنوان|3[oe]n?wan/iu],
  ["size", /taille|pointure|\bsize|مقاس|قياس|نمرة|9yas|m9as/iu],
  ["quantity", /quantit|combien|how many|كمية|عدد|ch7al/iu],
];

/** What a wish for a change is about, `something` when it does not say; null: it is none. */
export function heardWish(text: string, understanding: Understanding): string | null {
  const intent = meant(understanding);
  if (intent === null || !wishIntents.includes(intent)) return null;
  if (intent === "delivery.reschedule") return "day";
  const told = words.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  if (told !== null || otherIntents.includes(intent)) return told;
  return intent === "order.change_address" ? "address" : "something";
}

const oneDigit = /^[1-9]$/;
const isSize = (size: string): boolean => !oneDigit.test(size);
const withoutCounts = ({ entities }: Understanding): Pick<Understanding, "entities"> => ({
  entities: entities.filter(({ type, normalized }) => type !== "size" || isSize(normalized)),
});

const nothingElse = /^\P{L}*$/u;

/** "J'en veux 2", which looks like a size where one is expected too. A bare "2" is the second answer to what was asked. */
function countIn(text: string, { entities }: Understanding): string | null {
  if (nothingElse.test(text)) return null;
  const found = entities.find(
    ({ type, normalized }) => type === "quantity" || (type === "size" && oneDigit.test(normalized)),
  );
  return found?.normalized ?? null;
}

/** For a flow's own `slots`. */
export const wishSlots: { [K in keyof CodWish]: Slot<CodWish> } = {
  city,
  street,
  landmark,
  phone,
  day: { entity: "date" },
  size: {
    hears: (text, understanding) => wantedOf("size", text, withoutCounts(understanding)),
    entity: "size",
    accepts: isSize,
  },
  quantity: { hears: countIn, parse: numberIn },
};

const inOrder = ["phone", "day", "size", "quantity"] as const;

/** Which of them is told of; undefined: none. */
export function codWish(values: Partial<CodWish>): CodWishKind | undefined {
  if (values.street !== undefined || values.city !== undefined) return "address";
  return inOrder.find((kind) => values[kind] !== undefined);
}

/** Only what is not so already: "yes, to Rabat" changes nothing of an order to Rabat. */
export const newWish = (values: Partial<CodWish>, order: Order): CodWishKind | undefined =>
  codWish(
    Object.fromEntries(Object.entries(values).filter(([name, value]) => !isSo[name]?.(String(value), order))),
  );

const isSo: Partial<Record<string, (value: string, order: Order) => boolean>> = {
  city: (city, { address }) => address.city.toLowerCase() === city,
  phone: (phone, { address }) => address.phone === phone,
  day: (day, { wantedOn }) => wantedOn === day,
  size: (size, { lines }) => lines.some((line) => line.size === size),
  quantity: (quantity, { lines }) => lines.some((line) => String(line.quantity) === quantity),
};

/** What is told, to be given to another flow. */
export const wishOf = (values: Partial<CodWish>): Record<string, SlotValue> =>
  Object.fromEntries(
    Object.keys(wishSlots).flatMap((name) => {
      const value = values[name as keyof CodWish];
      return value === undefined ? [] : [[name, value]];
    }),
  );
