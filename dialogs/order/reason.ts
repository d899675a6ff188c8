/** Why somebody does not want an order any more, as words in its history that reports can count. */
const reasons: [string, RegExp][] = [
  [
    "too_slow",
    /trop (?:long|lent|tard)|d[ée]lai|retard|attend|too (?:long|late|slow)|wait|taking|t3?a[tl]+[ae]?l|bez+a[fz]|متأخر|تأخر|تاخر|طول|بزاف د الوقت|وقت طويل|ط?ولت/iu,
  ],
  [
    "too_expensive",
    /trop cher|moins cher|prix|expensive|cheaper|price|ghal[iy]|غالي|أرخص|ارخص|الثمن|السعر/iu,
  ],
  [
    "mistake",
    /tromp|erreur|par accident|deux fois|en double|mistake|by accident|twice|wrong|ghel[tl]|ghlat|بالغلط|بالخطأ|غلطت|خطأ|مرتين/iu,
  ],
  [
    "found_elsewhere",
    /ailleurs|autre (?:magasin|boutique|site)|elsewhere|another (?:shop|store)|bl?asa khra|محل آخر|مكان آخر|بلاصة/iu,
  ],
  [
    "changed_mind",
    /chang[ée] d'avis|plus besoin|ne (?:la|le|les) veux plus|n'en veux plus|changed my mind|no longer|don't (?:need|want)|ma ?b9[ie]t|ma b[gq]h?it|بدلت رأيي|غيرت رأيي|ما بقيت|لم أعد|ما عدت|مبقيتش/iu,
  ],
];

/** The first reason that a text gives, or null. */
export const reasonIn = (text: string): string | null =>
  reasons.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
