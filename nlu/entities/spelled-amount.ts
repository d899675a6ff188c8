import { foldText } from "../fold.ts";
import { wordsOf } from "../tokens.ts";
import { anyOf, list, wordEnd, wordStart } from "./extractor.ts";

/** The round amounts that are written out. */
const names: Record<string, string[]> = {
  50: list("cinquante, fifty, خمسين, خمسون, khamsin, khemsin, 5amsin, 5emsin"),
  60: list("soixante, sixty, ستين, ستون, settin, sittin"),
  80: list(`
    quatre vingts, quatre vingt, eighty, ثمانين, ثمانون, تمانين, tmanin, tamanin
  `),
  100: list(`
    cent, hundred, a hundred, one hundred, مئة, مائة, مية, ميا, mya, miya, mia, miyya, meya
  `),
  150: list(`
    cent cinquante, مئة وخمسين, مية وخمسين, ميه و خمسين, mya w khamsin, miya w khamsin, mya w 5amsin
  `),
  200: list(`
    deux cents, deux cent, two hundred, مئتين, مئتان, مئتي, مائتين, مائتي, ميتين, ميتان, mitin, mytin,
    miten, mitayn, meten, myatin
  `),
  250: list(`
    deux cent cinquante, مئتين وخمسين, ميتين وخمسين, ميتين و خمسين, mitin w khamsin, mitin w 5amsin
  `),
  300: list(`
    trois cents, trois cent, three hundred, ثلاثمئة, ثلاثمائة, ثلاث مئة, ثلاث مائة, تلتمية, تلتميات,
    تلت مية, ثلاثمية, ثلثمية, تلاتمية, tlatmya, tlat mya, telt mya, tlet mya, telt miya, toltomeya, toltmiya
  `),
  400: list(`
    quatre cents, quatre cent, four hundred, أربعمئة, أربعمائة, اربع مئة, اربعمية, ربعمية, ربعميات, ربع مية,
    rb3 mya, reb3 mya, rob3 mya, rob3omeya, arba3 mya, rb3mya
  `),
  500: list(`
    cinq cents, cinq cent, five hundred, خمسمئة, خمسمائة, خمس مئة, خمس مائة, خمسمية, خمسميات, خمس مية,
    خمسميه, khmsmya, khms mya, khems mya, khamsmya, 5ms mya, 5oms mya, khomsomeya, khams mya
  `),
  1000: list("mille, thousand, a thousand, one thousand, ألف, الف, alf, elf, alef"),
  2000: list(`
    deux mille, two thousand, ألفين, الفين, ألفان, ألفي, alfin, alfayn, alfen
  `),
};

const amounts = new Map(
  Object.entries(names).flatMap(([amount, each]) =>
    each.map((name) => [keyOf(foldText(name)), amount] as const),
  ),
);
const firstWords = new Set(
  Object.values(names).flatMap((each) => each.map((name) => wordsOf(foldText(name))[0])),
);

/** A pattern of the amounts written out: "deux cents", "ميتين", "khamsin". */
export const spelledAmount = `${wordStart}${anyOf(Object.values(names).flat())}${wordEnd}`;

/** Whether an amount may be written out here: a cheap look before the pattern is tried. */
export const maySpellAmount = (words: readonly { text: string }[]): boolean =>
  words.some(({ text }) => firstWords.has(text));

/** In digits, which are given back as they are. */
export const amountInDigits = (written: string): string => amounts.get(keyOf(written)) ?? written;

function keyOf(folded: string): string {
  return wordsOf(folded).join(" ");
}
