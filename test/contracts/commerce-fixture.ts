import type { Customer, Order, Product, Stock } from "../../models/commerce.ts";
import type { Language } from "../../models/language.ts";
import type { EntityWords } from "../../models/locale.ts";

/** A shop small enough to know by heart; a connector's own test puts it into its system. */
export const shopId = "fixture";
const mad = (amountMinor: number) => ({ amountMinor, currency: "MAD" });

interface Short {
  id: string;
  fr: string;
  ar: string;
  en: string;
  category: string;
  priceMinor: number;
  active?: boolean;
  description?: string;
  /** SKU suffix is color-size. */
  variants: [color: string, size: string, stock: number | null][];
}

const shorts: Short[] = [
  {
    id: "robe-lina",
    fr: "Robe Lina en lin",
    ar: "فستان لينا من الكتان",
    en: "Lina linen dress",
    category: "dresses",
    priceMinor: 34_900,
    variants: [
      ["red", "38", 2],
      ["red", "40", 0],
      ["blue", "38", 5],
    ],
  },
  {
    id: "robe-yasmine",
    fr: "Robe Yasmine à fleurs",
    ar: "فستان ياسمين مزهر",
    en: "Yasmine flowered dress",
    category: "dresses",
    priceMinor: 39_900,
    variants: [
      ["red", "38", 1],
      ["green", "40", 4],
    ],
  },
  {
    id: "robe-soiree",
    fr: "Robe de soirée Nour",
    ar: "فستان سهرة نور",
    en: "Nour evening dress",
    category: "dresses",
    priceMinor: 129_900,
    variants: [
      ["black", "38", 3],
      ["red", "40", 0],
    ],
  },
  {
    id: "foulard-soie",
    fr: "Foulard en soie",
    ar: "وشاح حرير",
    en: "Silk scarf",
    category: "scarves",
    priceMinor: 14_900,
    description: "Va bien avec la robe Lina",
    variants: [["beige", "", null]],
  },
  {
    id: "robe-ancienne",
    fr: "Robe Lina ancienne",
    ar: "فستان قديم",
    en: "Former dress",
    category: "dresses",
    priceMinor: 9_900,
    active: false,
    variants: [["red", "38", 9]],
  },
];

const skuOf = (id: string, color: string, size: string) => [id, color, size].filter(Boolean).join("-");

export const products: Product[] = shorts.map(
  ({ id, fr, ar, en, category, priceMinor, active, description, variants }) => ({
    id,
    shopId,
    title: { fr, ar, en },
    description: description ? { fr: description } : {},
    category,
    tags: [],
    images: [],
    variants: variants.map(([color, size]) => ({
      sku: skuOf(id, color, size),
      color,
      ...(size && { size }),
      price: mad(priceMinor),
    })),
    active: active ?? true,
  }),
);

export const stock: Stock[] = shorts.flatMap(({ id, variants }) =>
  variants.map(([color, size, quantity]) => ({
    sku: skuOf(id, color, size),
    shopId,
    quantity,
    reservations: [],
  })),
);

export const customers: Customer[] = [
  { id: "amina", shopId, name: "Amina Benali", phone: "+212661234567", email: "amina@example.com" },
  { id: "karim", shopId, name: "Karim Haddad", phone: "+212661999999" },
];

const order = (number: string, placedAt: string): Order => ({
  number,
  shopId,
  customerId: "amina",
  state: "shipped",
  placedAt,
  lines: [{ sku: "robe-lina-red-38", title: { fr: "Robe Lina" }, quantity: 1, unitPrice: mad(34_900) }],
  deliveryCost: mad(2_000),
  total: mad(36_900),
  payment: "cod",
  paid: false,
  address: { name: "Amina Benali", street: "1, rue des Orangers", city: "Casablanca", country: "MA" },
});

export const orders: Order[] = [
  order("10040", "2026-11-01T10:00:00.000Z"),
  order("10041", "2026-11-15T10:00:00.000Z"),
  {
    ...order("CMD-42", "2026-11-10T10:00:00.000Z"),
    parcel: {
      carrier: "Amana",
      trackingNumber: "AM42",
      state: "out_for_delivery",
      events: [{ at: "2026-11-12T08:00:00.000Z", state: "out_for_delivery", place: "Casablanca" }],
    },
  },
];

const words = (color: Record<string, string[]>, category: Record<string, string[]>): EntityWords => ({
  color,
  category,
  size: { s: ["petit"], m: ["moyen"], l: ["grand"] },
  city: {},
});
export const entityWords: Record<Language, EntityWords> = {
  fr: words(
    { red: ["rouge", "rouges"], blue: ["bleu", "bleue"], navy: ["bleu marine"], green: ["vert", "verte"] },
    { dresses: ["robe", "robes"], scarves: ["foulard", "écharpe"], belts: ["ceinture"] },
  ),
  ar: words(
    { red: ["أحمر", "حمراء", "7mra", "7mer"], blue: ["أزرق", "زرقاء", "zr9a"] },
    { dresses: ["فستان", "فساتين", "fostan", "keswa"], scarves: ["وشاح", "شال"] },
  ),
  en: words(
    { red: ["red"], blue: ["blue"], navy: ["navy blue"], green: ["green"] },
    { dresses: ["dress", "gown"], scarves: ["scarf"], belts: ["belt"] },
  ),
};
