import { anyOf, list } from "./extractor.ts";

/** Counts as they are spelt, in every variety. */
export const numberWords: Record<string, string[]> = {
  "2": list(`
    deux, two, a couple of, اثنين, اثنان, اثنتين, ثنين, ثنتين, جوج, زوج, زوز, اتنين, تنتين, jouj, joj, jooj,
    zouj, zoj, zouz, etnein, etneen, itnein, itneen, ithnein, tnen, thnein
  `),
  "3": list(`
    trois, three, ثلاث, ثلاثة, ثلاثه, تلاتة, تلات, تلت, تلاته, ثلاثت, tlata, tlat, tleta, talata, talat,
    thalatha, thlatha, tlatha
  `),
  "4": list(`
    quatre, four, أربع, أربعة, ربعة, اربعة, رابعة, اربع, rb3a, reb3a, arba3a, arba3, rab3a, arb3a
  `),
  "5": list(`
    cinq, five, خمس, خمسة, خمسه, khamsa, khemsa, khmsa, 5amsa, 5emsa, khams, 5ams
  `),
  "6": list("six, ست, ستة, سته, setta, stta, sitta, sett"),
  "7": list("sept, seven, سبع, سبعة, seb3a, sab3a, seb3, sb3a"),
  "8": list(`
    huit, eight, ثماني, ثمانية, ثمان, تمنية, تمانية, تمن, tmenya, tmnya, tmanya, tamanya, thmanya, tmaniya
  `),
  "9": list("neuf, nine, تسع, تسعة, تسعود, tes3oud, tes3a, tis3a, ts3ud"),
  "10": list("dix, ten, عشر, عشرة, عشره, 3achra, 3echra, 3ashra, 3ashara"),
  "12": list(`
    douze, une douzaine, twelve, a dozen, اثنا عشر, اثني عشر, طناش, اطنعش, اتناشر, tnach, tnache, etnashar
  `),
};

/** Said before a count of what is wanted. */
export const wanting = `${anyOf(
  list(`
  j'en veux, j'en prends, j'en voudrais, j'en veut, j'en voulais, j'en commande, il m'en faut,
  il m'en faudrait, mettez-m'en, mets m'en, je veux, jveux, je voudrais, j'aimerais, je prends, jprends,
  je commande, commander, acheter, prendre, ajoute, ajoutez, rajoute, rajoutez, ajouter, rajouter, mets,
  mettez, mettre, envoyez, envoie, donne, donnez, reservez, il faut, il me faut, besoin de, i want, we want,
  i'll take, i'd like, we'd like, we'll take, i need, we need, give me, get me, send me, i'll have,
  i'll get, add, take, buy, quantite, quantity, qty, qte, qte :, nombre, كمية, الكمية, العدد, بغيت, بغينا,
  باغي, باغية, كنبغي, نبغي, عطيني, عطيونا, أعطيني, هات, أريد, نريد, اود, أود, أحتاج, نحتاج, محتاج, محتاجة,
  محتاجين, ابغى, أبغى, ابغا, نبغى, ابي, أبي, نبي, تبي, ودي, ابا, نبا, عايز, عايزة, عايزين, عاوز, عاوزة, بدي,
  بدنا, نحب, حابب, حابة, حبيت, نشري, نشتري, أشتري, اشتري, شراء, نطلب, أطلب, اطلب, طلبت, ناخد, ناخذ, آخذ,
  اخذ, آخد, خذ, زيد, زيدو, زيدوا, زيدني, زيدلي, زود, زودوا, ضيف, ضيفي, ضيفوا, أضف, أضيفوا, اضيفوا, حط, حطي,
  حطوا, حطلي, صيفط, ارسلوا, خاصني, خاصنا, لازمني, يلزمني, bghit, b8it, bghina, b8ina, baghi, baghya, baghin,
  kanbghi, nebghi, nabghi, 3tini, 3teni, 3tiwni, a3tini, zidni, zid, zido, zidou, zidli, zidi, nheb, n7eb,
  n7ebb, 7abit, hab, 7ab, nchri, nechri, nshri, neshri, nakhod, nakhed, nekhou, nekhod, khassni, 5asni,
  khasni, khassna, lazemni, lazmni, yelzemni, 7ot, 7ott, hott, 7et, sift, sifet, sifto, 3ayez, 3ayza, 3awez,
  3awza, 3ayzin, abi, aby, abgha, abga, nabi, badi, baddi, bedi, me7taj, mehtaj, me7taja
`),
)}(?:\\s+${anyOf(
  list(`
    me, moi, nous, m'en, en, please, svp, لي, ليا, لنا, شي, liya, lia, li, lina, chi, 3afak, encore, more,
    just, only, gha, ghir, غير, بس
  `),
)})?`;
