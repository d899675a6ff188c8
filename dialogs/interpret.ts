import type { Entity, IntentScore, Understanding } from "../models/ports/recogniser.ts";

/**
 * What a shop makes of values that an utterance names, where the words around them tell little: "un sac" is a
 * search, "10042" asks for that order, "Rabat" whether we deliver there. Applied to what the recogniser says.
 */
export function interpret(text: string, understanding: Understanding): Understanding {
  const intents = withoutSmallTalk(understanding.intents);
  const meant = meaningOf(text, intents[0]?.name ?? "None", understanding.entities);
  return { ...understanding, intents: meant === null ? intents : [{ name: meant, score: 1 }] };
}

/** Courtesy never competes with a wish: "merci, et vous êtes ouverts dimanche ?" */
function withoutSmallTalk([best, ...others]: IntentScore[]): IntentScore[] {
  const isWish = ({ name }: IntentScore): boolean => name !== "None" && !name.startsWith("smalltalk.");
  if (!best) return [];
  const wish = others.find(isWish);
  if (best.name.startsWith("smalltalk.") && wish && best.score - wish.score < 0.2)
    return [wish, best, ...others.filter((other) => other !== wish)];
  return isWish(best) ? [best, ...others.filter(isWish)] : [best, ...others];
}

function meaningOf(text: string, best: string, entities: Entity[]): string | null {
  const has = (type: Entity["type"]): boolean => entities.some((entity) => entity.type === type);
  if (has("product")) {
    if (best === "product.size_guide" && has("size")) return "product.availability";
    if (best === "None") return "product.search";
  }
  const [only] = entities;
  if (best === "None" && only && entities.length === 1 && isAll(text, only)) {
    if (only.type === "city") return "delivery.area";
    if (only.type === "order_number") return "order.track";
  }
  return /^\s*#?\d{4,8}\s*$/.test(text) && best === "None" ? "order.track" : null;
}

/** Whether a value is all that was written, but for marks and little words. */
const isAll = (text: string, { start, end }: Entity): boolean =>
  /^[^\p{L}\p{N}]*(?:(?:et|à|a|and|to|in|و|في|ل|f|l)[^\p{L}\p{N}]+)*$/iu.test(text.slice(0, start)) &&
  !/[\p{L}\p{N}]/u.test(text.slice(end));
