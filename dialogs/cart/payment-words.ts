import type { Payment } from "../../models/commerce.ts";

const words: [Payment, RegExp][] = [
  [
    "cod",
    /(?<![\p{L}\p{N}])(?:cod|cash|esp[èe]ces?|liquide|[àa] la (?:livraison|r[ée]ception)|on delivery|نقد[اًي]*|كاش|عند (?:الاستلام|التسليم|التوصيل)|ملي (?:توصل|نتوصل|يوصل)|mli (?:twsel|ntwsel|ywsel)|3nd l?(?:tawsil|istilam))(?![\p{L}\p{N}])/iu,
  ],
  [
    "card",
    /(?<![\p{L}\p{N}])(?:carte|cb|visa|mastercard|card|cmi|en ligne|online|(?:بال)?(?:بطاقة|كارط|كارت|فيزا)|b?l?(?:carta?|karta))(?![\p{L}\p{N}])/iu,
  ],
  ["transfer", /(?<![\p{L}\p{N}])(?:virement|transfer|iban|rib|تحويل|(?:ب)?فيرمون|virma)(?![\p{L}\p{N}])/iu],
];

/** "Livraison", "f livraison": nothing else, or delivery itself may be meant. */
const atTheDoor = /^\s*(?:f|m3a|3la|[àa])?\s*(?:la |l)?livraison\s*[.!]*\s*$/iu;

/** How somebody wants to pay, when one way is named and no other; words and our own keys. */
export function parsePayment(text: string): Payment | null {
  const named = words.filter(([, pattern]) => pattern.test(text)).map(([way]) => way);
  if (named.length === 1) return named[0]!;
  return atTheDoor.test(text) ? "cod" : null;
}
