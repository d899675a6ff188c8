import { list } from "./extractor.ts";

/** Days from today that a word stands for. */
export const relativeDays: { days: number; phrases: string[] }[] = [
  {
    days: 0,
    phrases: list(`
      aujourd'hui, aujourdhui, aujourd hui, auj, ajd, ajrd, ce soir, ce matin, cet apres midi, cet aprem,
      cette nuit, today, 2day, tdy, tonight, tonite, this evening, this morning, this afternoon, اليوم,
      ليوم, ليوما, هاليوم, هاد النهار, النهاردة, النهارده, الليلة, هالليلة, هذه الليلة, هاد الليلة,
      هاد الليل, الليل هذا, هذا اليوم, هذا المساء, هالمساء, المساء هذا, هذا الصباح, هالصباح, هاد الصباح,
      هاد العشية, العشية هادي, هالعشية, هاد العشيا, هذا العصر, lyoum, lyouma, lyom, lyoma, elyoum, elyom,
      el youm, el yom, alyoum, alyom, al yawm, lioum, lioma, had nhar, had nhar hada, had l3chiya,
      had l3chia, had el3chiya, had el 3chiya, had l3chya, had lila, had lil, had sba7, had sbah, had ssba7,
      ennharda, elnaharda, el naharda, innaharda, ellila, ellilla, el leila
    `),
  },
  {
    days: 1,
    phrases: list(`
      demain, dmn, demin, tomorrow, tmrw, tmr, 2moro, tomorow, tommorow, tomorrw, غدا, غداً, بكرة, بكره,
      غدوة, غدوا, غدّا, غدة, باكر, باجر, بكرا, بوكرة, demain matin, demain soir, tomorrow morning,
      tomorrow evening, tomorrow night, 2mrw, غدا صباحا, غدا مساء, غدا الصباح, ghedda, ghdaa, ghudwa,
      ghedwa, bacher, baacher, bokra, bukrah, ghda, ghdda, gheda, ghadda, ghadan, ghodwa, ghoudwa, bukra,
      boukra
    `),
  },
  {
    days: 2,
    phrases: list(`
      apres-demain, apres demain, day after tomorrow, the day after tomorrow, بعد غد, بعد غدا, بعد بكرة,
      بعد بكره, بعد غدوة, بعد باكر, بعد باجر, عقب باجر, عقب باكر, غير غدا, غير غدوة, ba3d ghda, ba3d ghodwa,
      b3d ghdwa, ba3d boukra, ba3d bukra, 3o9b bacher, b3d ghedda, b3d ghda, ba3d ghedda, ba3d bokra,
      b3d ghdda
    `),
  },
  {
    days: -1,
    phrases: list(`
      hier, yesterday, أمس, امس, البارح, البارحة, لبارح, امبارح, إمبارح, مبارح, يامس, البارحه, أمس الليل,
      lbare7, lbar7, lbareh, elbareh, embare7, mbare7, mbareh, embareh, ambare7, lbarah, lbari7, elbare7,
      ams, yames, hier soir, last night
    `),
  },
  {
    days: -2,
    phrases: list(`
      avant-hier, avant hier, day before yesterday, أول أمس, اول امس, اول البارح, قبل أمس, أول امبارح,
      اول امبارح, ولبارح, awal ams, awwel embare7, wel lbare7, wlbare7
    `),
  },
];

/** Names of the days of the week, Sunday first, as dates are numbered. */
export const weekdayNames: string[][] = [
  list(`
    dimanche, sunday, الأحد, الحد, l7ed, l7dd, el 7ed, nhar l7ed, el ahad, al ahad, al a7ad, el a7ad,
    el 7add, al 7ad, la7ad
  `),
  list(`
    lundi, monday, الاثنين, الإثنين, الاتنين, لاتنين, التنين, اثنين, tnin, ltnin, letnin, tnine, letnine,
    el etnein, el etneen, al ithnayn, el itnein, al etnen, lethnin, lthnin, athnin, etnin
  `),
  list(`
    mardi, tuesday, الثلاثاء, الثلوث, التلات, الثلاثا, ثلاثاء, ltlat, tlata ljaya, nhar tlat, nhar tlata,
    letlat, tlat, el talat, el tlat, al thulatha, al tholatha, el thlatha, ethletha, thletha, thlatha2
  `),
  list(`
    mercredi, wednesday, الأربعاء, الاربعاء, الاربعا, لاربعا, لربعا, أربعاء, ربوع, larb3a, larbe3, lareb3,
    l arb3a, arb3a lmjya, larba3, larbi3a
  `),
  list(`
    jeudi, thursday, thurs, الخميس, لخميس, خميس, lkhmis, lekhmis, khmis, el khmis, l khmis, 5mis, l5mis,
    el khamis, el khamees, al khamis, al khamees, lkhamis, khamis, khmiss, lkhmiss
  `),
  list(`
    vendredi, friday, الجمعة, الجمعه, لجمعة, جمعة, jem3a, ljem3a, ljm3a, jm3a, joum3a, ljoum3a, jomo3a,
    el gom3a, gom3a, al jum3a, el jum3a, al jom3a, el jom3a, aljom3a, jum3a, ljemaa, ljoumou3a, jemaa,
    djem3a
  `),
  list(`
    samedi, saturday, السبت, لسبت, سبت, sebt, ssebt, lsebt, essebt, el sabt, al sabt, assabt, essabt, sabt
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
  ljay, ljaya, jaya, lmajya, lmjya, lmajyya, jayya, jeya, jaia, eljaya, el jaya, el jay, el gay, elgay,
  el gaya, gay, القادمين, الياي, الياية, الجايه, اللي جاي, اللي جاية, لي جاي, لي جاية, li jay, li jaya,
  lli jay, lli jaya, suivant, suivante, qui vient
`);
export const lastWords = list(`
  dernier, derniere, passe, passee, last, الماضي, الماضية, الفائت, اللي فات, لي فات, اللي دازت, لي داز,
  li fat, li daz, lifat, li fatet, lli fat, el fat, elly fat, elli fat, اللي فاتت, لي فاتت, الفايت, الفايتة,
  المنصرم, previous
`);
export const weekWords = list(`
  semaine, week, أسبوع, الأسبوع, لاسبوع, سيمانة, السيمانة, simana, lsimana, smana, osbou3, osbo3, osboo3,
  el osbo3, el osboo3, l osbou3, usbu3, السبوع, سبوع, الاسبوع
`);
export const dayWords = list(`
  jours, jour, days, day, أيام, يوم, ايام, يام, ليام, nhar, youm, iyam, yam, ayam
`);
export const inWords = list(`
  dans, d'ici, in, within, بعد, عقب, خلال, من بعد, من هنا ل, f, mn b3d, b3d, ba3d, mor, f 5ilal
`);
/** Not "depuis" or "هادي": those tell how long something has lasted, which is no day. */
export const agoWords = ["il y a", "ya", "قبل", "9bel"];
/** Numbers of days and weeks as they are spelt. */
export const spelledNumbers: string[][] = [
  list("un, une, a, one"),
  list("deux, two, جوج, زوج, jouj, zouj"),
  list("trois, three, ثلاثة, ثلاث, تلات, تلت, tlata, tlat, talat"),
  list("quatre, four, أربعة, أربع, ربع, arba3, reb3"),
  list("cinq, five, خمسة, خمس, khams, khamsa"),
  list("six, ستة, ست, sett, setta"),
  list("sept, seven, سبعة, سبع, seb3a, sab3"),
];
export const weeksWords = list("semaine, semaines, week, weeks");
export const weekdayLeads = list("this, ce, cette, next, last, had, هاد, هذا, يوم, نهار, nhar, youm, yom");
