import { list } from "./extractor.ts";

/** Days from today that a word stands for. */
export const relativeDays: { days: number; phrases: string[] }[] = [
  {
    days: 0,
    phrases: list(`
      aujourd'hui, aujourdhui, aujourd hui, auj, ajd, ce soir, today, 2day, tonight, اليوم, ليوم, ليوما,
      هاد النهار, النهاردة, النهارده, الليلة, lyoum, lyouma, lyom, elyoum, el youm, had nhar
    `),
  },
  {
    days: 1,
    phrases: list(`
      demain, dmn, demin, tomorrow, tmrw, tmr, 2moro, tomorow, tommorow, tomorrw, غدا, غداً, بكرة, بكره,
      غدوة, غدوا, غدّا, غدة, باكر, ghedda, ghda, ghdda, gheda, ghadda, ghadan, ghodwa, ghoudwa, ghedwa,
      bokra, bukra, boukra
    `),
  },
  {
    days: 2,
    phrases: list(`
      apres-demain, apres demain, day after tomorrow, the day after tomorrow, بعد غد, بعد غدا, بعد بكرة,
      بعد بكره, بعد غدوة, b3d ghedda, b3d ghda, ba3d ghedda, ba3d ghda, ba3d bokra, b3d ghdda, ba3d ghodwa
    `),
  },
  {
    days: -1,
    phrases: list(`
      hier, yesterday, أمس, امس, البارح, البارحة, لبارح, امبارح, إمبارح, lbare7, lbar7, lbareh, elbareh,
      embare7, mbare7, lbarah
    `),
  },
  {
    days: -2,
    phrases: list(`
      avant-hier, avant hier, day before yesterday, أول أمس, اول امس, اول البارح, wel lbare7, wlbare7
    `),
  },
];

/** Names of the days of the week, Sunday first, as dates are numbered. */
export const weekdayNames: string[][] = [
  list(`
    dimanche, sunday, الأحد, الحد, لحد, l7ed, l7dd, el 7ed, nhar l7ed, el ahad, al ahad
  `),
  list(`
    lundi, monday, الاثنين, الإثنين, الاتنين, لاتنين, التنين, اثنين, tnin, ltnin, letnin, tnine,
    letnine, el etnein
  `),
  list(`
    mardi, tuesday, الثلاثاء, التلات, الثلاثا, ثلاثاء, ltlat, tlata ljaya, nhar tlat, nhar tlata,
    letlat, tlat
  `),
  list(`
    mercredi, wednesday, الأربعاء, الاربعاء, لاربعا, لربعا, أربعاء, larb3a, larbe3, lareb3, l arb3a,
    arb3a lmjya, larba3, larbi3a
  `),
  list(`
    jeudi, thursday, thurs, الخميس, لخميس, خميس, lkhmis, lekhmis, khmis, el khmis, l khmis, 5mis,
    l5mis, el khamis
  `),
  list(`
    vendredi, friday, الجمعة, الجمعه, لجمعة, جمعة, jem3a, ljem3a, ljm3a, jm3a, joum3a, ljoum3a,
    jomo3a, el gom3a, jemaa
  `),
  list(`
    samedi, saturday, السبت, لسبت, سبت, sebt, ssebt, lsebt, essebt, el sabt, sabt
  `),
];

/** Names of the months, January first. */
export const monthNames: string[][] = [
  ["janvier", "janv", "january", "jan", "يناير", "جانفي", "كانون الثاني", "yanayer"],
  ["fevrier", "fev", "fevr", "february", "feb", "فبراير", "فيفري", "شباط", "fibrayer"],
  ["mars", "march", "مارس", "آذار"],
  ["avril", "avr", "april", "apr", "أبريل", "ابريل", "أفريل", "نيسان", "abril"],
  ["mai", "may", "مايو", "ماي", "أيار"],
  ["juin", "june", "jun", "يونيو", "جوان", "يونيه", "حزيران"],
  ["juillet", "juil", "july", "jul", "يوليو", "يوليوز", "جويلية", "تموز", "youlyouz"],
  ["aout", "august", "aug", "أغسطس", "غشت", "أوت", "آب", "ghocht"],
  ["septembre", "sept", "september", "sep", "سبتمبر", "شتنبر", "أيلول", "chotanbir"],
  ["octobre", "oct", "october", "أكتوبر", "اكتوبر", "تشرين الأول", "oktobar"],
  ["novembre", "nov", "november", "نوفمبر", "نونبر", "تشرين الثاني", "nouvanbir"],
  ["decembre", "dec", "december", "ديسمبر", "دجنبر", "كانون الأول", "doujanbir"],
];

export const nextWords = list(`
  prochain, prochaine, next, القادم, القادمة, المقبل, المقبلة, الجاي, الجاية, جاي, جاية, لجاي, لجاية, jay,
  ljay, ljaya, jaya, lmajya, lmjya
`);
export const lastWords = list(`
  dernier, derniere, passe, passee, last, الماضي, الماضية, الفائت, اللي فات, لي فات, اللي دازت, لي داز,
  li fat, li daz, lifat
`);
export const weekWords = list(`
  semaine, week, أسبوع, الأسبوع, لاسبوع, سيمانة, السيمانة, simana, lsimana, smana, osbou3, osbo3
`);
export const dayWords = list(`
  jours, jour, days, day, أيام, يوم, ايام, يام, ليام, nhar, youm, iyam, yam, ayam
`);
export const inWords = list(`
  dans, d'ici, in, within, بعد, خلال, من بعد, من هنا ل, f, mn b3d, b3d, ba3d, mor, f 5ilal
`);
export const agoWords = ["il y a", "ya", "depuis", "قبل", "منذ", "هادي", "hadi"];
