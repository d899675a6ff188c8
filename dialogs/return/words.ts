import type { Understanding } from "../../models/ports/recogniser.ts";
import { ReturnReason } from "../../models/return-policy.ts";

/**
 * What people say of an article that they would rather not have, whether or not they were asked. Stems, in French, Arabic
 * with its dialects and Arabizi, and English; what came broken or wrong is looked for first.
 */
const reasons: [ReturnReason, RegExp][] = [
  [
    "defective",
    /d[ée]chir|cass[ée]|ab[iî]m|d[ée]fectu|d[ée]faut|(?:marche|fonctionne)\s+pas|trou[ée]|tach[ée]|torn|broken|defect|damaged|stain|doesn'?t work|ممزق|مكسور|معيب|مقطع|مقطوع|خاسر|عيب|مهرس|m[9q]e?t+[ae]?3|mherr?e?s|khas+[ei]?ra?/iu,
  ],
  [
    "wrong_item",
    /mauvais (?:article|produit|mod[èe]le)|pas le bon|pas ce que j'ai command|wrong (?:item|product|one|article)|not what i ordered|خاطئ|منتج آخر|غلط|ماشي هذا|machi had|ghalta/iu,
  ],
  [
    "size",
    /trop (?:petit|grand|court|long|serr|large|juste)|(?:mauvaise|bonne) taille|tromp[ée]+e? de taille|(?:me|lui) va pas|too (?:small|big|large|tight|short|long|loose)|wrong size|doesn'?t fit|صغير|كبير|ضيق|واسع|قصير|طويل|ليس مقاسي|sghir|kbir|diy?[9q]|wase3/iu,
  ],
  ["color", /couleur|colou?r|لون|lewn|lown|loun/iu],
  [
    "not_as_expected",
    /(?:me )?pla[iî]t pas|aime pas|qualit[ée]|d[ée]çu|pas comme|don'?t like|not as (?:expected|described)|quality|disappoint|يعجبني|عجبني|عجبتني|تعجبني|جودة|3jeb|3ejb|3jb/iu,
  ],
  [
    "changed_mind",
    /chang[ée] d'avis|plus besoin|n'en veux plus|changed my mind|(?:don'?t|no longer) (?:want|need) it|غيرت رأيي|بدلت رأيي|لم أعد|ما بقيتش|be?dd?elt ra2?y|ma ?b9itch/iu,
  ],
];

/** Why somebody does not want an article; null: they do not say. */
export const reasonIn = (text: string): ReturnReason | null =>
  reasons.find(([, words]) => words.test(text.normalize("NFC")))?.[0] ?? null;

/** One that was tapped: the payload of a button is only text. */
export const knownReason = (text: string): ReturnReason | null => ReturnReason.safeParse(text).data ?? null;

const keeping =
  /(?:je|on)\s+(?:vais\s+)?(?:(?:le|la|les|tout)\s+|l['’])?gard(?:e|er|erai)(?![\p{L}])|veux plus (?:(?:la|le|les)\s+)?(?:faire de |de )?(?:retour|renvoyer|rendre|[ée]chang)|annul\p{L}* (?:mon|le|ce|l['’]) ?(?:retour|[ée]change)|(?:i['’]?ll|i will|i['’]?m (?:going to|gonna)|rather) keep|(?:cancel|stop) (?:my|the|this) (?:return|exchange)|(?:don'?t|no longer) want to (?:return|exchange|send)|أحتفظ|احتفظ|غادي نخلي|راح (?:ا|أ)خلي|بخلي|[اأإ]لغ\p{L}* (?:ال[اإ]رجاع|الاستبدال|التبديل)|ما بقيتش باغي\p{L}* (?:نرجع|نبدل)|n?khell?ih|n?5all?ih|n?khll?ih|(?:annuler?|batal|bettel) (?:l?retour|l?echange)/iu;

/** "Finalement je la garde": nothing is to be sent back any more. */
export const keepsIt = (text: string): boolean => keeping.test(text.normalize("NFC"));

const missing =
  /manqu|oubli[ée]|incompl[eè]t|missing|not in the (?:box|parcel)|incomplete|forgot|ناقص|ينقص|نقص|ناقصة|naqe?s|na9e?s|n9es|nqes/iu;

/** Something is not in the parcel: that cannot be sent back. */
export const isMissing = (text: string): boolean => missing.test(text.normalize("NFC"));

/** "T38" is not among the sizes that everybody writes. */
const french = /(?<![\p{L}\p{N}])t(\d{2})(?![\p{L}\p{N}])/giu;
const inPlaceOf = /au lieu|[àa] la place|instead|rather than|بدل|بلاص|مكان|f? ?blas/iu;

/** The size that is wanted: "T40 → T38", "le 40 contre un 38", "un 38 au lieu du 40". Null: none is named. */
export function wantedSize(text: string, { entities }: Pick<Understanding, "entities">): string | null {
  const named = [
    ...entities
      .filter(({ type }) => type === "size")
      .map(({ start, end, normalized }) => ({ start, end, size: normalized })),
    ...[...text.matchAll(french)].map(({ 0: word, 1: size, index }) => ({
      start: index,
      end: index + word.length,
      size: size!,
    })),
  ].toSorted((a, b) => a.start - b.start);
  const [first] = named;
  const last = named.at(-1);
  if (!first || !last) return null;
  return inPlaceOf.test(text.slice(first.end, last.start)) ? first.size : last.size;
}

const noPicture =
  /pas (?:d['’e] ?|la )?(?:appareil|photo|cam[ée]ra)|(?:peux|sais) pas|impossible|no (?:camera|photo|picture)|can['’]?t|cannot|unable|ما عندي|ماعندي|ليس لدي|لا أستطيع|ما ?(?:ن|أ)?قدر|ma ?3n?di|ma ?n?9d[ae]?r|man9derch/iu;

/** They cannot send a picture: a person asks what is broken. */
export const hasNoPicture = (text: string): boolean => noPicture.test(text.normalize("NFC"));

const money =
  /rembours|(?:mon|l['’]) ?argent|refund|money back|my money|استرجاع (?:المبلغ|المال|فلوس)|استرداد|فلوسي|فلوس|flous/iu;

/** They say that it is their money that they want back. */
export const wantsMoney = (text: string): boolean => money.test(text.normalize("NFC"));
