import { foldText } from "../fold.ts";
import { anyOf, type Extractor, type Found, list, type Reading, wordEnd, wordStart } from "./extractor.ts";
import type { Lexicon } from "./lexicon.ts";
import { findWords, isNamed, withoutArticle } from "./words.ts";

/** Nouns first and colours second: "eau de rose" and "jus d'orange" have no colour. */
const colourNouns = new Set(
  list(`
    rose, orange, roses, oranges, chocolat, chocolate, cafe, coffee, olive, olives, vanille, vanilla, prune,
    prunes, noisette, miel, caramel, lavande, lavender, pistache, pistachio, peche, peach, cerise, cherry,
    citron, lemon, argent, ورد, برتقال, قهوة, عسل, فستق, خوخ, مشمش
  `).map((word) => foldText(word)),
);
const ofWord = /(?:\bde |\bd'|\bof |\ba la |\ba l'|\bau |\bwith |\bdyal |\bd |ديال |تاع |متاع )$/;

/** Colours that name something else beside these: "carte bleue", "Black Friday", "feu vert", "orange money". */
const notAfter = new RegExp(
  `${wordStart}${anyOf(
    list(`
      carte, cartes, nuit, feu, numero, liste, ligne, zone, cheque, mariage, friday, membre, statut, offre,
      forfait, carta, chez, reseau, operateur, vie en, feeling, i feel, قلب, قلبك, قلبكم, قلوبكم, وجه, وجهي,
      وشي, ضوء, الضوء, خطا, 9elbk, 9albk, الجمعة, القائمة, البطاقة, بطاقة, خط, الخط
    `),
  )}\\s+$`,
  "u",
);
const notBefore = new RegExp(
  `^\\s+${anyOf(list("friday, money, card, light, area, flag, list, member, status, magic, bull"))}${wordEnd}`,
  "u",
);
/** "Lilas" without its s: night, in Arabizi. */
const night = "lila";
/** "رد عليا", "red liya": to answer or give back. "The red Lina dress" is none of it: what follows there is a thing's name. */
const giveBack = /^\s+(?:l?iya|3l|lih|lina|flous|lflous|liha|lia)/;

/** Words that make a shade of a colour, after it or, in English, before. */
const shadesAfter = new RegExp(
  `^\\s+${anyOf(
    list(`
      clair, claire, clairs, claires, fonce, foncee, foncees, fonces, pale, pales, vif, vive, vifs, pastel,
      poudre, poudree, fluo, sombre, sombres, metallise, metallisee, electrique, ملكي, ملكية, غامق, غامقة,
      فاتح, فاتحة, داكن, داكنة, مفتوح, مفتوحة, مغلوق, مغلوقة, مسدود, باهت, باهتة, زاهي, زاهية, لامع, لامعة,
      غامج, فاقع, كلير, فونسي, fati7, fate7, fat7, fatih, fateh, fat7a, fat7in, mefto7, mefto7a, meftou7a,
      mftou7, mfto7, meftou7, meftouh, meghlou9, meghlou9a, meghlouq, mghlou9, mghlou9a, ghame9, ghame9a,
      ghami9, ghami9a, ghamqa, ghamiq, ghame2, ghamek, ghamg, daken, dakin, fonci, klir
    `),
  )}${wordEnd}`,
  "u",
);
const shadesBefore = new RegExp(
  `${wordStart}${anyOf(
    list(`
    dark, light, deep, pale, bright, pastel, neon, dusty, soft, baby, hot, sage, mint, forest, olive, royal
  `),
  )}[\\s-]+$`,
  "u",
);
const leadChars = 16;

/** "كحلي غامق", "dark green": with its shade, without its article. */
export const colourFinder =
  (lexicon: Lexicon): Extractor =>
  (reading) =>
    findWords("color", lexicon, reading)
      .filter((found) => isColour(reading, found))
      .map((found) => withShade(reading.text, withoutArticle(reading, found)));

function isColour(reading: Reading, { start, end }: Found): boolean {
  const { text } = reading;
  const before = text.slice(0, start);
  const word = text.slice(start, end);
  if (colourNouns.has(word) && ofWord.test(before)) return false;
  if (word === night) return false;
  if (word === "red" && giveBack.test(text.slice(end)) && !isBeforeThing(reading, end)) return false;
  return (
    !isNamed(reading, start) && !notAfter.test(before.slice(-leadChars)) && !notBefore.test(text.slice(end))
  );
}

const isBeforeThing = ({ text, found }: Reading, end: number): boolean =>
  found.some(
    (thing) => thing.type === "product" && thing.start > end && !text.slice(end, thing.start).trim(),
  );

function withShade(text: string, found: Found): Found {
  const after = shadesAfter.exec(text.slice(found.end))?.[0].length ?? 0;
  const before =
    shadesBefore.exec(text.slice(Math.max(0, found.start - leadChars), found.start))?.[0].length ?? 0;
  return { ...found, start: found.start - before, end: found.end + after };
}

/** Both a thing and a colour: "une crème", "un foulard crème". */
export const creamWords = new Set(
  list("creme, cremes, cream, creams, krem, crem, كريم").map((word) => foldText(word)),
);
const inColour = new RegExp(
  `${wordStart}${anyOf(
    list(`
    en, in, couleur, coloris, colour, color, f, b, lon, loun, لون, باللون, اللون, ف
  `),
  )}\\s+(?:ال)?$`,
  "u",
);
const coloured = /^[\s-]+colou?r/;
const beauty = new Set(["skincare", "haircare", "makeup", "soaps", "argan_oil", "perfumes"]);

/** Said of another thing beside it, which is no cosmetic: "cream trousers". */
export function isColourOf(
  text: string,
  { start, end }: Pick<Found, "start" | "end">,
  things: readonly Found[],
): boolean {
  return (
    inColour.test(text.slice(Math.max(0, start - leadChars), start)) ||
    coloured.test(text.slice(end)) ||
    things.some(
      (thing) =>
        !beauty.has(thing.normalized) &&
        ((thing.end < start && /^\s+$/.test(text.slice(thing.end, start))) ||
          (thing.start > end && /^\s+$/.test(text.slice(end, thing.start)))),
    )
  );
}
