import { foldText } from "../fold.ts";
import { anyOf, list, wordStart } from "./extractor.ts";

export const sizeWords = `${wordStart}(?:[بفلو]?ال|[بف])?${anyOf(
  list(`
  taille, tailles, tail, taile, tayle, ttaille, pointure, pointures, pointur, size, sizes, sz, مقاس, مقاسي,
  مقاسها, مقاسه, مقاسات, قياس, قياسي, قياسات, سايز, سيز, سايزي, تاي, طاي, طايتي, لاطاي, لاتاي, طاية, طايل,
  بوانتير, بوانتور, tay, tai, taya, taye, taytay, latay, lataille, m9as, m9assi, mqas, maqas, ma9as, ma2as,
  m2as, 9yas, 9yassi, qyas, 9iyas, qiyas, saiz, sayz, pointira, bwantir
`),
)}`;
/** Said of shoes, but of many other things too. */
export const numberWords = `${wordStart}(?:[بفلو]?ال|ب)?${anyOf(
  list("numero, num, eu, n°, رقم, نمرة, نمره, نومرو, nmra, nemra, nimro, number"),
)}`;
/** "je fais du 42", "كنلبس 42". */
export const wearing = `${wordStart}${anyOf(
  list(`
  je fais, jfais, je fait, fais du, fait du, font du, faire du, je porte, porte du, porte un, je mets,
  mets du, met du, je chausse, chausse, chausse du, m'habille en, mon pied c'est, wear, wears, wearing,
  i'm a, im a, i am a, usually a, kanlbes, kanlbs, knlbs, kanelbes, nlbes, nelbes, nlbs, kaylbes, katlbes,
  telbes, lbes, albes, balbes, rejli, rejlo, rejlha, كنلبس, نلبس, تلبس, يلبس, كيلبس, كتلبس, ألبس, البس,
  بلبس, بيلبس, بتلبس, لبسي, لبسه, لبسها, رجلي, رجله, رجلها
`),
)}(?:\\s+${anyOf(
  list(`
    du, un, le, en, a, size, f, في, مقاس, always, toujours, souvent, dima, ديما, d'habitude, normalement,
    عادة
  `),
)})*`;
/** "39 is too big", "39 كبير علي". */
export const fits = anyOf(
  list(`
    trop, too, est trop, est grand, est grande, est petit, est petite, est juste, is too, is tight, is big,
    is small, is large, was too, are too, tight, serre, kbir, kbira, kbar, kbirin, sghir, sghira, sghar,
    s8ir, s8ira, wase3, wasa3, was3a, diye9, dey9a, mzeyer, mzeyra, كبير, كبيرة, كبار, صغير, صغيرة, صغار,
    واسع, واسعة, وسيع, وسيعة, ضيق, ضيقة, مزير, مزيرة, كبر, صغر
  `),
);
/** Whom a thing is for may stand between it and its size: "بلغة ديال الرجال 43". */
export const wearers = new Set(
  list(`
    homme, hommes, femme, femmes, men, mens, women, womens, man, woman, ladies, rjal, rajel, rajl, rijali,
    rjali, nsa, nisa2i, 3yalat, bnat, drari, رجال, رجالي, رجالية, رجل, نساء, نسائي, نسائية, حريمي, ستاتي,
    بناتي, ولادي, عيالات, fille, garcon, girls, boys
  `).map((word) => foldText(word)),
);
/** Sizes that are also everyday words, or letters: only beside a word for size, or when asked for. */
export const ordinary = new Set(
  list(`
    petit, petite, tres petit, tres petite, moyen, moyenne, grand, grande, tres grand, tres grande, small,
    very small, medium, large, big, صغير, صغيرة, صغير جدا, وسط, متوسط, متوسطة, كبير, كبيرة, كبير جدا, sghir,
    sghira, sghir bezaf, kbir, kbira, kbir bezaf, wast, wsat, motawassit
  `).map((word) => foldText(word)),
);
