import type { Slot } from "../engine/flow.ts";

export type PriceOrder = "price_asc" | "price_desc";

/** "Too dear" asks for something cheaper, too. */
const cheaper =
  /moins ch[eè]re?s?|pas ch[eè]re?s?|trop ch[eè]re?s?|cheap|less expensive|too (?:expensive|pricey)|ارخص|أرخص|رخيص|غالي|rkhis|rkhes|r5is|rkhas|ghali/iu;
const dearer = /plus ch[eè]re?s?|haut de gamme|most expensive|luxur|اغلى|أغلى|فاخر|aghla/iu;

/** "Moins cher", "too expensive": the order in which the shopper would see products. */
export const priceOrder = {
  hears: (text) => (cheaper.test(text) ? "price_asc" : dearer.test(text) ? "price_desc" : null),
  parse: (text) => (text === "price_asc" || text === "price_desc" ? text : null),
} satisfies Slot<Record<string, unknown>>;
