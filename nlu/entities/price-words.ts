import { anyOf, list } from "./extractor.ts";

/** "kter mn", "kter men": the word for "than" is spelt in many ways. */
const than = (words: string[]): string[] =>
  words.flatMap((word) => ["mn", "men", "min", "mnn", "m"].map((from) => `${word} ${from}`));

/** Less than an amount; after a negation, at least that. */
export const less = anyOf([
  ...list(`
    moins de, moins que, moins cher que, moins chere que, moins chers que, moins cheres que, en dessous de,
    en dessous des, dessous de, au dessous de, au dessous des, inferieur a, inferieure a, inferieurs a,
    inf a, sous, sous les, sous la barre des, sous la barre de, under, below, beneath, less than,
    cheaper than, lower than, أقل من, أقل عن, قل من, قل م, أدنى من, أرخص من, رخص من, رخيص عن, تحت, تحت من,
    تحت عن, دون, ta7t, te7t, t7t, taht, te7et, tahet, ta7et, ta7t mn, te7t mn, te7t men
  `),
  ...than(
    list(`
      a9al, a9all, a9el, a9l, aqal, aqel, akal, 9al, 9all, 9el, 9ell, qal, qel, agal, agall, agel, a2al,
      a2all, rkhas, rkhes, r5as, r5es, arkhas, ar5as
    `),
  ),
]);

/** More than an amount; after a negation, at most that. */
export const more = anyOf([
  ...list(`
    plus de, plus que, plus cher que, plus chere que, plus chers que, plus cheres que, superieur a,
    superieure a, superieurs a, sup a, au dessus de, au dessus des, en dessus de, au dela de, au dela des,
    more than, above, higher than, greater than, pricier than, more expensive than, upwards of, أكثر من,
    أكثر عن, أكتر من, كثر من, كتر من, كتار من, أعلى من, أغلى من, غلى من, أزيد من, أزود من, أزيد عن, أكبر من,
    فوق, فوق من, فوق عن, fo9, fou9, fouq, fog, foug, foo2, fo2, fo9 mn, fou9 mn
  `),
  ...than(
    list(`
      ktar, kter, kthar, kther, ktr, akthar, aktar, akter, aktr, akther, gheli, ghla, aghla, a8la, a3la,
      zyad, azyad
    `),
  ),
]);
/** The same, but as often said of what is no price. */
export const moreWithCurrency = anyOf(list("over, beyond, past"));

/** Going beyond an amount, which nobody asks for: a bound only when denied. */
const exceeding = anyOf(
  list(`
    depasser, depasse, depassent, depassez, depassant, exceder, excede, excedent, exceed, exceeds,
    exceeding, surpass
  `),
);
const arabicStems = "(?:تجاوز|جاوز|تعدي|تعدا|تعد|تخطي|تخطا|زيد|زود|فوق|فوت|طوف|عدي|طلع)";
const latinStems =
  "(?:fo?u?t|tjawe?z|tjawaz|tjaouz|jawe?z|t3[ae]?dd?a|3[ae]dd?i|tkhatta|z[ei]+d|tla3)(?:ou?|w|u)?";
const persons = { arabic: "[يتنا]?", latin: "[iytnja]?[ei]?" };
const onto = `(?:[\\s-]+${anyOf(
  list(`
    عن, على, من, فوق, ثمنها, ثمنه, ثمنو, سعرها, سعره, سعرو, قيمتها, قيمته, 3la, 3an, 3n, fo9, taman dyalo,
    les, des, the, la somme de
  `),
)})?`;
const beyond = `(?:${exceeding}|${persons.arabic}${arabicStems}(?:وا?)?ش?|${persons.latin}${latinStems}(?:[cs]h)?)${onto}`;
/** With the two halves of "not" about it: "mayfoutch", "ميعديش". */
const notBeyond = `(?:ما?\\s?${persons.arabic}${arabicStems}(?:وا?)?ش|ma?\\s?${persons.latin}${latinStems}[cs]h)${onto}`;

/** "mabghitch", "مابغيتش"; but that others have no such thing denies no bound: "ماعندكمش قل من 200". */
const othersHaveNo = "(?!ma?\\s?(?:3a?nd(?!i)|kay|fi)|ما?\\s?(?:عند(?!ي)|كاين|في))";
const deniedVerb = `${othersHaveNo}(?:m(?:a\\s+)?[a-z\\d]{2,}[cs]h|م(?:ا\\s+)?\\p{L}{2,}ش)`;
const not = `(?:${deniedVerb}|${anyOf(
  list(`
    pas, jamais, sans, rien, aucun, aucune, not, no, don't, dont, can't, cant, cannot, never, nothing, none,
    without, won't, wouldn't, shouldn't, لا, مو, مش, مب, مهب, موب, ماشي, مهوب, ليس, ليست, لن, بلا, بدون,
    بلا ما, من غير, مابي, مابغى, مابغا, مابدي, مانبي, ماودي, ما, machi, mouch, mouche, mech, mish, mesh,
    mosh, mabi, mabgha, bla, bla ma, ma abi, ma aby, ma abgha, ma baddi, ma bedi, ma badi
  `),
)})`;
/** "ما هي" and "ما ال…" ask what; and what is not dear is no bound yet: "pas cher, moins de 300". */
const between = "(?:\\s+(?!هي|هو|ال|cher|trop|tres|ghal|غال|غلي|expensive|pric)[\\p{L}\\d'-]+)";
const wanted = anyOf(
  list(`
    veux, voudrais, chose, de, d'article, quelque chose, want, anything, something, much, أريد, اريد, أبي,
    ابي, ابغى, أبغى, نبي, ودي, بدي, شي, شيء, حاجة, عايز, عاوز, abi, abgha, chi, chi 7aja, haja, 7aja
  `),
);

/** All of these end where the amount begins. */
export const denied = {
  more: `${not}${between}{0,4}?\\s+(?:${more}|${moreWithCurrency})`,
  less: `(?<!(?:avez|as|a)[\\s-]+)${not}(?:[\\s-]+${wanted}){0,2}\\s+${less}`,
  beyond: `(?:${notBeyond}|${not}${between}{0,4}?\\s+${beyond})`,
};

export const atMost = anyOf(
  list(`
    max, maxi, maximum, maximum de, max de, maxi de, max of, au maximum, au plus, tout au plus, au max,
    depasse pas, depassent pas, depasse pas les, dans la limite de, at most, capped at, max price, prix max,
    prix maximum, كحد أقصى, بحد أقصى, حد أقصى, الحد الأقصى, أقصى شي, أقصى حد, أقصى سعر, بالكتير, بالكثير,
    ماكس, لاماكس, ماكسيموم, في حدود, فحدود, حدود, بحدود, f 7doud, fi 7doud, f hdoud, fi 7odoud, lmax,
    lmaximum, 7eddi, <, <=, ≤
  `),
);
/** These say it only before an amount with a currency. */
export const atMostWithCurrency = anyOf(
  list(`
    jusqu'a, jusqua, jusqu'a les, up to, within, حتى, حتى ل, حتال, لحد, لغاية, لين, إلى حد, 7ta l, hta l,
    7ta, hta, 7tal, htal, lhad, l7ad, la7ad, lghayet, j'ai que, n'ai que, i only have, i've only got,
    only have, got only, عندي غير, عندي بس, عندي إلا, معي بس, معاي بس, معايا بس, معايا غير, 3ndi ghir,
    3ndi gha, 3andi ghir, 3andi gha, m3aya ghir, m3aya gha, ma3aya bas, 3endi kan, آخري, عندي كان,
    ما عنديش غير, ماعنديش غير, معنديش غير, معنديش إلا, ماعندي غير, ماعندي إلا, ma3ndich ghir,
    ma3andich ghir, ma3ndi ghir
  `),
);
const budgetWords = anyOf(
  list(`
    budget, limit, budjet, bugdet, budjets, bidjet, budje, bedjet, bdget, lbudget, lbudjet, ميزانية,
    ميزانيتي, ميزانيتنا, الميزانية, بميزانية, بودجي, بيدجي, سقفي, حدي, akhri, a5ri, the most i can,
    most i can, le plus que je peux, le maximum que je peux, akter ma n9der, kter ma n9der, أكثر ما نقدر,
    أكثر ما أقدر, أكتر حاجة, اكثر شي
  `),
);
/** "Mon budget pour la robe est de". */
export const budget = `${budgetWords}(?:\\s+[\\p{L}'-]+){0,5}?`;

export const atLeast = anyOf(
  list(`
    au moins, minimum, minimum de, au minimum, mini, min, min de, a partir de, a partir des, at least,
    على الأقل, عالأقل, كحد أدنى, بحد أدنى, حد أدنى, الحد الأدنى, لا يقل عن, لا تقل عن, لا يقل على,
    ما يقل عن, ما تقل عن, ما يقلش على, ما يقلش عن, مايقلش على, ما ينقص عن, ما ينقصش على, ما ينزل عن,
    ابتداء من, بداية من, بدءا من, بدا من, انطلاقا من, يبدأ من, تبدأ من, بادئ من, bdaya mn, bdaya men,
    ibtida2an mn, 3la l2a9al, 3la la9al, 3la l a9al, 3al a9al, >, >=, ≥
  `),
);
export const atLeastWithCurrency = anyOf(list("from, starting at, starting from, من, mn, men"));

/** These follow the amount. */
export const orLess = anyOf(
  list(`
    ou moins, et moins, max, maxi, maximum, grand max, au max, au plus, pas plus, or less, tops, at most,
    no more, كحد أقصى, بحد أقصى, حد أقصى, أو أقل, و أقل, وأقل, فأقل, وتحت, و تحت, ونازل, و نازل, وانزل,
    ماكس, ماكسيموم, بالكتير, بالكثير, لا أكثر, مو أكثر, مش أكتر, ماشي كتر, w a9al, w 9al, w 9el, wla 9el,
    w t7t, w ta7t, o 9el, machi kter, machi ktar, bel ktir, bel kteer
  `),
);
export const orMore = anyOf(
  list(`
    et plus, ou plus, au moins, على الأقل, عالأقل, كأقل حاجة, كأقل شي, كأقل سعر, 3la l a9al, 3la la9al,
    w tle3, minimum, mini, au minimum, et au dessus, and up, and upwards, and more, or more, and over,
    and above, upwards, at least, فما فوق, وما فوق, و ما فوق, وفوق, و فوق, ولفوق, و لفوق, لفوق, وطالع,
    و طالع, وأنت طالع, وأكثر, و أكثر, وأكتر, أو أكثر, أو أكتر, فأكثر, فأكتر, وأعلى, و أعلى, فأعلى, كحد أدنى,
    w fo9, w fou9, w foug, w lfo9, o fo9, w ktar, w kter, w aktar, w akthar, wla kter, w tale3, w talee3,
    et +, ou +
  `),
);
/** "I have 300 dh" bounds the price when it is followed by "only". */
export const have = anyOf(
  list(`
    j'ai, i have, i've got, i got, عندي, معي, معاي, معايا, 3ndi, 3andi, 3endi, m3aya, ma3aya, ma3i
  `),
);
export const only = anyOf(
  list(`
    seulement, uniquement, only, that's all, فقط, بس, وبس, لا غير, صافي, لاغير, bas, bass, bess, safi,
    w safi, w bas, khw, khaw
  `),
);

export const rangeStart = anyOf(
  list(`
    entre, between, bin, bine, bayn, byn, ben, ma bin, mabin, ma bayn, mabayn, بين, ما بين, مابين, من بين
  `),
);
export const rangeStartWithCurrency = anyOf(list("de, from, من, mn, men"));
export const to = anyOf(
  list(`
    a, to, -, till, until, til, jusqu'a, ل, لل, إلى, الى, لـ, حتى, حتى ل, حتال, تال, لين, لحد, لغاية, l,
    7ta, 7ta l, 7tal, hta, hta l, ta, tal, ila
  `),
);
export const and = anyOf(list("et, and, w, o, ou, wa, or, و, u"));

/** Of what is free, or of a whole order, an amount is told that bounds no price. */
export const ofAnOrder = anyOf(
  list(`
    commande, commandes, cmd, order, orders, achat, achats, panier, purchase, purchases, cart, total, طلب,
    طلبات, طلبية, طلبيات, الطلب, مشتريات, المشتريات, السلة, commande dyali, lpanier
  `),
);
export const free = anyOf(
  list(`
    gratuit, gratuite, gratuits, gratuitement, offert, offerte, offerts, free, offered, مجاني, مجانية,
    مجانا, بلاش, ببلاش, فابور, باطل, fabor, fabour, batel, blach, balach, bblach, majani, majanan
  `),
);
