import type { Understanding } from "../../models/ports/recogniser.ts";
import { takesBack } from "../engine/corrections.ts";
import type { Scene } from "../engine/flow.ts";
import type { Heard } from "../engine/slots.ts";
import { replaces, saysOut } from "../order/removal-words.ts";

const cart =
  /(?<![\p{L}\p{N}])(?:l[ae]? ?)?(?:panier|caddie|caddy|basket|cart|panyi?e?|lpany[ie]+|(?:e[sl])?sel?la|l[ -]?sella)(?![\p{L}\p{N}])|(?:ال)?سل[ةت]|الباني/iu;

/** "Enlève la robe du panier": it leaves the cart. */
export const leavesCart = (text: string): boolean => cart.test(text) && saysOut(text);

/** "Passez à 5 foulards au lieu de 2 dans mon panier": so many are in it then, and no more are added. */
export const setsQuantity = (text: string, { entities }: Pick<Understanding, "entities">): boolean =>
  cart.test(text) &&
  entities.some(({ type }) => type === "quantity") &&
  (replaces(text) || inAll.test(text)) &&
  !saysMore.test(text);

const inAll =
  /^\s*la\s*,|plut[oô]t|au lieu|instead|rather|(?<!\p{L})(?:only|just|juste|seulement|uniquement|pass(?:er|ez|e) [àa]|mett(?:ez|s|re)?[ -]en|make (?:it|that)|dir(?:i|ou)?(?:ha)?|khell?i(?:ha|h|hom)?|ghir|gha|blast)(?!\p{L})|خلي|دير|فقط|غير|بدل|بلاصة|عوض/iu;

const saysMore =
  /(?<!\p{L})(?:encore|autres?|aussi|en plus|de plus|rajout|ajout|more|another|other|extra|also|add|zid|a?[ck]h?[or]+[ae]?n?|lokh?ra?|tani)|[أا]خر|زيد|[أا]ضف|كمان|تاني|أيضا|\+/iu;

/** "It", said of what is being talked of: "enlève-la", "remove it", "7eydha", "احذفها". */
const it =
  /-(?:la|le|les)(?!\p{L})|(?<!\p{L})(?:(?:la|le|les) |l'|n'en )(?:enl|retir|supprim|veux)|(?<!\p{L})(?:it|them|this|that)(?!\p{L})|\p{Script=Arabic}{2}(?:ها|هم|ه)(?!\p{L})|[\p{Script=Latin}\d](?:ha|hom|hum)(?![\p{L}\d])/iu;

const fewWords = 5;
/** With these, a bare number may be about the article; with another wish it is about something else. */
const quantityIntents = ["None", "cart.add", "order.change_item", "product.search", "answer.no"];

/** What they call the article; a basket may be one as well. */
export const articleIn = ({ entities }: Pick<Understanding, "entities">): string | null =>
  entities.find(({ type, value }) => type === "product" && !cart.test(value))?.normalized ?? null;

/**
 * What the next words change of the article that was just put in or shown: "non, 3", "enlève-la". The same article named with
 * another colour, or more of it, is added.
 */
export function cartWish(
  { text, understanding }: Heard,
  { made }: Pick<Scene, "made">,
): Record<string, string> | null {
  const { entities, intents } = understanding;
  const intent = intents[0]?.name ?? "None";
  if (intent === "cart.change") return articleIn(understanding) === null ? skuOf(made) : {};
  const isShort = text.trim().split(/\s+/).length <= fewWords;
  if (!isShort || entities.some(({ type }) => type !== "quantity")) return null;
  if (saysOut(text) && it.test(text)) return { ...skuOf(made), quantity: "0" };
  const instead = takesBack(text) || inAll.test(text);
  const quantity = entities[0]?.normalized ?? (instead ? bareNumber(text) : undefined);
  if (quantity === undefined || saysMore.test(text)) return null;
  return inAll.test(text) || quantityIntents.includes(intent) ? { ...skuOf(made), quantity } : null;
}

const bareNumber = (text: string): string | undefined => {
  const digits = text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  const numbers = digits.match(/(?<![\p{L}\d.,])\d{1,2}(?![\p{L}\d.,]|\s*h\b)/gu) ?? [];
  return numbers.length === 1 ? String(Number(numbers[0])) : undefined;
};

/** The article of the change that was made last. */
function skuOf(made: Scene["made"]): { sku?: string } {
  const change = (made.added ?? made.changed)?.args.change as { sku: string } | undefined;
  return change ? { sku: change.sku } : {};
}
