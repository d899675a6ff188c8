import type { Product } from "../models/commerce.ts";
import type { Language } from "../models/language.ts";
import type { EntityWords } from "../models/locale.ts";

/** Enough words for a catalogue of any size, the same at every run. */
const things: [key: string, fr: string, ar: string, en: string][] = [
  ["dresses", "robe", "فستان", "dress"],
  ["caftans", "caftan", "قفطان", "caftan"],
  ["djellabas", "djellaba", "جلابة", "djellaba"],
  ["shirts", "chemise", "قميص", "shirt"],
  ["trousers", "pantalon", "سروال", "trousers"],
  ["jeans", "jean", "جينز", "jeans"],
  ["skirts", "jupe", "تنورة", "skirt"],
  ["jackets", "veste", "جاكيت", "jacket"],
  ["coats", "manteau", "معطف", "coat"],
  ["sweaters", "pull", "كنزة", "sweater"],
  ["shoes", "chaussure", "حذاء", "shoe"],
  ["sandals", "sandale", "صندل", "sandal"],
  ["boots", "bottine", "بوط", "boot"],
  ["bags", "sac", "حقيبة", "bag"],
  ["belts", "ceinture", "حزام", "belt"],
  ["scarves", "foulard", "وشاح", "scarf"],
  ["jewellery", "bijou", "مجوهرات", "jewel"],
  ["watches", "montre", "ساعة", "watch"],
  ["perfumes", "parfum", "عطر", "perfume"],
  ["cushions", "coussin", "وسادة", "cushion"],
  ["rugs", "tapis", "زربية", "rug"],
  ["lamps", "lampe", "مصباح", "lamp"],
  ["towels", "serviette", "منشفة", "towel"],
  ["candles", "bougie", "شمعة", "candle"],
];
const colors: [key: string, fr: string, ar: string, en: string, arabizi: string][] = [
  ["black", "noir", "أسود", "black", "k7el"],
  ["white", "blanc", "أبيض", "white", "byed"],
  ["red", "rouge", "أحمر", "red", "7mer"],
  ["blue", "bleu", "أزرق", "blue", "zre9"],
  ["green", "vert", "أخضر", "green", "khder"],
  ["yellow", "jaune", "أصفر", "yellow", "sfer"],
  ["beige", "beige", "بيج", "beige", "bij"],
  ["pink", "rose", "وردي", "pink", "wardi"],
];
const materials: [fr: string, ar: string, en: string][] = [
  ["coton", "قطن", "cotton"],
  ["lin", "كتان", "linen"],
  ["soie", "حرير", "silk"],
  ["laine", "صوف", "wool"],
  ["cuir", "جلد", "leather"],
  ["velours", "مخمل", "velvet"],
  ["satin", "ساتان", "satin"],
  ["denim", "دنيم", "denim"],
];
const cuts: [fr: string, ar: string, en: string][] = [
  ["longue", "طويل", "long"],
  ["courte", "قصير", "short"],
  ["brodée", "مطرز", "embroidered"],
  ["plissée", "مكسر", "pleated"],
  ["ample", "واسع", "loose"],
  ["ajustée", "ضيق", "fitted"],
  ["imprimée", "مزهر", "printed"],
  ["brillante", "لامع", "shiny"],
];
const latin = [
  "la",
  "ri",
  "no",
  "me",
  "sa",
  "ti",
  "du",
  "ke",
  "vo",
  "li",
  "ra",
  "ne",
  "mo",
  "si",
  "ta",
  "zu",
];
const arabic = [
  "لا",
  "ري",
  "نو",
  "مي",
  "سا",
  "تي",
  "دو",
  "كا",
  "في",
  "لي",
  "را",
  "نا",
  "مو",
  "سي",
  "تا",
  "زو",
];

/** About 4,000 names of models, as a big shop has. */
const modelName = (number: number, syllables: string[]): string =>
  [number >> 8, number >> 4, number].map((bits) => syllables[bits & 15]).join("");

export function syntheticProduct(number: number): Product {
  const [category, ...thing] = things[number % things.length]!;
  const material = materials[(number * 7) % materials.length]!;
  const cut = cuts[(number * 13 + (number >> 5)) % cuts.length]!;
  const model = (number * 2_654_435_761) % 4096;
  const text = (at: 0 | 1 | 2) => modelName(model, at === 1 ? arabic : latin);
  const money = { amountMinor: 5_000 + ((number * 977) % 200_000), currency: "MAD" };
  const own = [colors[number % 8]!, colors[(number + 3) % 8]!];
  return {
    id: `product-${number}`,
    shopId: "bench",
    title: {
      fr: `${thing[0]} ${cut[0]} ${text(0)}`,
      ar: `${thing[1]} ${cut[1]} ${text(1)}`,
      en: `${text(2)} ${cut[2]} ${thing[2]}`,
    },
    description: {
      fr: `${thing[0]} en ${material[0]}, coupe ${cut[0]}, lavage à la main, pièce numéro ${number % 1000}`,
      ar: `${thing[1]} من ${material[1]} بقصة ${cut[1]} يغسل باليد رقم ${number % 1000}`,
      en: `A ${cut[2]} ${thing[2]} made of ${material[2]}, hand wash only, piece number ${number % 1000}`,
    },
    category: category,
    tags: [material[0], `collection-${number % 50}`],
    brand: `Maison ${modelName(number % 300, latin)}`,
    images: [],
    variants: own.flatMap(([color]) =>
      ["38", "40"].map((size) => ({ sku: `P${number}-${color}-${size}`, color, size, price: money })),
    ),
    active: true,
  };
}

export async function* syntheticCatalogue(count: number): AsyncGenerator<Product[]> {
  for (let from = 0; from < count; from += 500)
    yield Array.from({ length: Math.min(500, count - from) }, (_, at) => syntheticProduct(from + at));
}

function entityWords(column: 1 | 2 | 3): EntityWords {
  return {
    color: Object.fromEntries(colors.map((row) => [row[0], column === 2 ? [row[2], row[4]] : [row[column]]])),
    size: {},
    category: Object.fromEntries(things.map((row) => [row[0], [row[column]]])),
    city: {},
  };
}
export const syntheticWords: Record<Language, EntityWords> = {
  fr: entityWords(1),
  ar: entityWords(2),
  en: entityWords(3),
};

/** What shoppers of that catalogue write: things, models, materials, typing mistakes, Arabizi, words nobody has. */
export function syntheticQueries(count: number): { words: string; language: Language }[] {
  const kinds: ((number: number) => { words: string; language: Language })[] = [
    (n) => ({ words: syntheticProduct(n).title.fr!, language: "fr" }),
    (n) => ({ words: syntheticProduct(n).title.ar!, language: "ar" }),
    (n) => ({ words: `${things[n % 24]![1]}s ${colors[n % 8]![1]}`, language: "fr" }),
    (n) => ({ words: things[n % 24]![3], language: "en" }),
    (n) => ({ words: `${things[n % 24]![1].slice(0, -1)}z ${materials[n % 8]![0]}`, language: "fr" }),
    (n) => ({ words: `${things[n % 24]![1]} ${colors[n % 8]![4]}`, language: "ar" }),
    (n) => ({
      words: `je cherche une ${things[n % 24]![1]} en ${materials[n % 8]![0]} pour ma soeur`,
      language: "fr",
    }),
    (n) => ({ words: modelName((n * 37) % 4096, latin), language: "en" }),
    (n) => ({ words: `Maison ${modelName(n % 300, latin)}`, language: "fr" }),
    (n) => ({ words: `${cuts[n % 8]![2]} ${materials[n % 8]![2]} ${things[n % 24]![3]}`, language: "en" }),
    (n) => ({ words: `xylophone ${n}`, language: "fr" }),
  ];
  return Array.from({ length: count }, (_, at) => kinds[at % kinds.length]!(at * 7_919));
}
