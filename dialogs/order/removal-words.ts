import type { Understanding } from "../../models/ports/recogniser.ts";

const takingOut = new RegExp(
  [
    String.raw`(?<!\p{L})(?:enl[èe]v|retir|supprim|[ôo]te[rz]?(?!\p{L})|annul|(?:veux|voudrais|veut) plus)`,
    String.raw`(?<!\p{L})(?:remov|delet|drop|cancel|tak(?:e|ing) .{0,40}(?:off|out)(?!\p{L})|(?:no longer|don['’]?t|do not) (?:want|need))`,
    String.raw`(?<!\p{L})[ونتي]?(?:ا?حذف|ا?مسح|شيل|حي+د|نح[يّ]|زو+ل|[أا]?زيل|[أا]زل|[أا]?لغ|لم أعد|ما ?بقيت|ما عدت|ما ?بغيتش)`,
    String.raw`(?<![\p{L}\p{N}])n?(?:[7h][aei]?y+[ae]?d|mse[7h]|[7h]de?f|zow+[ae]l|ma ?b9it|ma ?b[gq]h?itch)`,
  ].join("|"),
  "iu",
);

const ofOrder =
  /(?<!\p{L})(?:de|dans|from|off|out of|in|mn|men|min|f|fi|من|في|ف)\s+(?:(?:my|the|this|that|ma|la|cette|l|had|هذا|هاد|هذه)\s+)?(?:order(?!\p{L})|l?(?:commande|commanda|talab|order)(?!\p{L})|(?:ال)?(?:طلب|كوموند|كومند|أوردر|اوردر)\p{L}*)/iu;

/** Something else is to come for it: that is a change. */
const replacing =
  /rempla|replac|instead|au lieu|à la place|(?<!\p{L})(?:mets|mettez|mettre|ajout|add|put|swap|chang|bed+el|bdel|zid|bl?as)|بدل|زيد|زيدو|[أا]ضف|بلاصة|غير/iu;

/** One thing is to come for another, or more of it. */
export const replaces = (text: string): boolean => replacing.test(text);

const anyArticle =
  /(?<!\p{L})(?:articles?|items?|products?|produits?|pi[èe]ces?|منتج|قطعة|سلعة|حاجة)(?!\p{L})/iu;

/** "Enlève-la", "remove it": said of an article that is being talked of. */
export const saysOut = (text: string): boolean => takingOut.test(text) && !replaces(text);

const oneOf =
  /(?<!\p{L})(?:one|une?|wa[7h]e?da?|واحد[ةه]?)\s+(?:(?:of (?:the|my|these)|de|des|de mes|d|mn|من)\s+)?(?:l|ال)?$/iu;

/** "One of the T-shirts", said right before the thing; numbers from two on are found as quantities. */
export const namesOne = (text: string, { entities }: Pick<Understanding, "entities">): boolean =>
  entities.some(({ type, start }) => type === "product" && oneOf.test(text.slice(0, start)));

/** "Enlève la chemise de ma commande": an article is to be taken out of an order, and the rest of it stays. */
export function takesOut(text: string, { entities }: Pick<Understanding, "entities">): boolean {
  const order = ofOrder.exec(text);
  if (!order || !takingOut.test(text) || replacing.test(text)) return false;
  const named = entities.some(({ type, end }) => type === "product" && end <= order.index);
  return named || anyArticle.test(text.slice(0, order.index));
}
