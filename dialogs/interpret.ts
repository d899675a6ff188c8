import type { Entity, IntentScore, Understanding } from "../models/ports/recogniser.ts";
import { leavesCart, setsQuantity } from "./cart/wish.ts";
import { confidentScore } from "./engine/rules/rule.ts";
import { takesOut } from "./order/removal-words.ts";
import { asksToLink } from "./talk/link-words.ts";

/**
 * What a shop makes of values that an utterance names, where the words around them tell little: "un sac" is a
 * search, "10042" asks for that order, "Rabat" whether we deliver there; and of a few wishes that it does not learn. Applied to what the recogniser says.
 */
export function interpret(text: string, understanding: Understanding): Understanding {
  const intents = withoutSmallTalk(understanding.intents);
  if (isRemoval(text, { ...understanding, intents }))
    return { ...understanding, intents: [{ name: "order.remove_item", score: sureScore }] };
  if (leavesCart(text) || setsQuantity(text, understanding))
    return { ...understanding, intents: [{ name: "cart.change", score: sureScore }] };
  const meant = meaningOf(text, intents, understanding.entities);
  return { ...understanding, intents: meant === null ? intents : [{ name: meant, score: assumedScore }] };
}

/** Enough to act on, too little to overrule what is being talked about. */
const assumedScore = 0.4;
/** The words leave no doubt. */
const sureScore = 0.9;

/** What arrived is no longer looked for. */
const received =
  /arriv|receiv|got (?:a|my|the)|torn|broken|re[cçs]u|cass|d[ée]chir|trou[ée]|ab[iî]m|وصل|مكسور|ممزق|مقطع|خاسر|wsel|wsl|mherres|mcherg/iu;

/** An article leaves an order, for which a recogniser takes the order to be cancelled or changed. */
function isRemoval(
  text: string,
  { intents, entities }: Pick<Understanding, "intents" | "entities">,
): boolean {
  const likely = intents.slice(0, 2).map(({ name }) => name);
  return likely.some((name) => ordersChange.has(name)) && takesOut(text, { entities });
}

const ordersChange = new Set(["order.cancel", "order.change_item"]);

/** Courtesy never competes with a wish: "merci, et vous êtes ouverts dimanche ?" */
function withoutSmallTalk([best, ...others]: IntentScore[]): IntentScore[] {
  const isWish = ({ name }: IntentScore): boolean => name !== "None" && !name.startsWith("smalltalk.");
  if (!best) return [];
  const wish = others.find(isWish);
  if (best.name.startsWith("smalltalk.") && wish && best.score - wish.score < 0.2)
    return [wish, best, ...others.filter((other) => other !== wish)];
  return isWish(best) ? [best, ...others.filter(isWish)] : [best, ...others];
}

function meaningOf(text: string, intents: IntentScore[], entities: Entity[]): string | null {
  const [best = "None", second = "None"] = intents.map(({ name }) => name);
  if (asksToLink(text)) return "contact.link";
  const has = (type: Entity["type"]): boolean => entities.some((entity) => entity.type === type);
  if (has("product")) {
    if (best === "product.size_guide" && has("size")) return "product.availability";
    if (best === "None" && !received.test(text)) return "product.search";
    if (has("quantity") && isLookedFor(text, intents, entities)) return "product.search";
    if (best === "product.price" && (has("price_max") || has("price_min"))) return "product.search";
  }
  if (has("city") && best === "product.price" && second.startsWith("delivery.")) return second;
  if (has("city") && second === "product.price" && best.startsWith("delivery.")) return best;
  const [only] = entities;
  if (best === "None" && only && entities.length === 1 && isAll(text, only)) {
    if (only.type === "city") return "delivery.area";
    if (only.type === "order_number") return "order.track";
  }
  return /^\s*#?\d{4,8}\s*$/.test(text) && best === "None" ? "order.track" : null;
}

/** "Deux robes noires, svp": so many of a thing and nothing else, or no sure wish beside them. */
function isLookedFor(text: string, [best]: IntentScore[], entities: Entity[]): boolean {
  const rest = entities
    .toSorted((a, b) => b.start - a.start)
    .reduce((some, { start, end }) => `${some.slice(0, start)} ${some.slice(end)}`, text);
  return courtesy.test(rest) || (best!.score < confidentScore && !received.test(text));
}

const courtesy =
  /^[^\p{L}\p{N}]*(?:(?:svp|stp|s'il (?:vous|te) pla[iî]t|de|en|please|pls|in|3afak|afak|3afakom|f|عفاك|عافاك|من فضلك|لو سمحت|ب|ال)(?![\p{L}\p{N}])[^\p{L}\p{N}]*)*$/iu;

/** Whether a value is all that was written, but for marks and little words. */
const isAll = (text: string, { start, end }: Entity): boolean =>
  /^[^\p{L}\p{N}]*(?:(?:et|à|a|and|to|in|و|في|ل|f|l)[^\p{L}\p{N}]+)*$/iu.test(text.slice(0, start)) &&
  !/[\p{L}\p{N}]/u.test(text.slice(end));
