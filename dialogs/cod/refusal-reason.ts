import type { RefusalReason } from "../../models/cod/case.ts";

/** What people write, in the order in which it is looked for. */
const words: [RefusalReason, RegExp][] = [
  [
    "not_mine",
    /pas (?:été )?moi|rien command|pas command|jamais command|pas (?:de |ma |ma propre )?commande|erreur|faux num|mauvais num|(?:not|n't|never|nothing)[^.]{0,20}order|not me|wrong number|ما ?طلبت|ما ?كومانديت|ماشي انا|مش انا|مو انا|لم اطلب|ليست لي|مش لي|ma ?(?:talabt|tlebt|commandit)|machi ana|mouch ena|rien demand/iu,
  ],
  [
    "too_dear",
    /trop ch[eè]re?|moins cher|prix|too (?:expensive|dear|much)|cheaper|price|غالي|غاليه|السعر|الثمن|ghali|ghalya|taman/iu,
  ],
  [
    "too_slow",
    /trop (?:long|tard)|d[ée]lai|attendre|too (?:long|late|slow)|wait|طول|تاخر|تعطل|متاخر|ت3atel|t3atel|t3attal|tawel|bzaf dial lwa9t/iu,
  ],
  [
    "changed_mind",
    /chang[ée]|plus (?:besoin|envie)|n'en veux plus|(?:changed?|another) (?:my )?mind|(?:no longer|don't|do not) (?:need|want)|غيرت راي|بدلت راي|ما بقيت|ما عدت|لم اعد|beddelt|bdelt|ma b9it|ghayert/iu,
  ],
];

/** Arabic letters of one sound as one, so that one spelling is enough. */
const folded = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[أإآ]/g, "ا")
    .replace(/ة/g, "ه")
    .replace(/ى/g, "ي")
    .replace(/[\u064b-\u0652]/g, "")
    .replace(/[’`]/g, "'");

/** The reason in a text; null when it tells none. */
export const heardReason = (text: string): RefusalReason | null =>
  words.find(([, pattern]) => pattern.test(folded(text)))?.[0] ?? null;

const backAgain =
  /finalement|en fait|apr[èe]s tout|quand m[êe]me|tout compte fait|actually|after all|on second thought|in the end|غيرت راي|بدلت راي|في النهايه|فالاخير|بالاخير|صافي|خلاص|\bsafi\b|khalas|bedd?elt ra|f lekher|f lakher/iu;
const wanted =
  /prends|prendrai|veux|garde|\btake\b|\bwant\b|\bkeep\b|اخذ|ناخد|ناخذ|باخذ|اريد|بغيت|ابي|ابغى|na?kh[eo]?[dt]|bghit/iu;

/** "Finalement je la prends", after it was cancelled. */
export const heardAfterAll = (text: string): true | null =>
  backAgain.test(folded(text)) && wanted.test(folded(text)) ? true : null;
