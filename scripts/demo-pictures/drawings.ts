import { arganOil, care, makeup, perfume, soap } from "./beauty.ts";
import { jeans, skirt, trousers } from "./bottoms.ts";
import { bag, belt, wallet } from "./carried.ts";
import { basket, candle, mirror, vase } from "./decor.ts";
import { babouche, boot, sandal, shoe, sneaker } from "./footwear.ts";
import type { Draw } from "./ink.ts";
import { lamp } from "./lamps.ts";
import { abaya, caftan, coat, djellaba, dress } from "./robes.ts";
import { ceramic, table } from "./tableware.ts";
import { bedding, cushion, rug, towel } from "./textiles.ts";
import { blazer, jacket, shirt, sweater, tShirt } from "./tops.ts";
import { hat, jewel, scarf, sunglasses, watch } from "./worn.ts";

/** How each category of the catalogue is drawn; a product's tags choose the details. */
export const drawings: Record<string, Draw> = {
  dresses: dress,
  abayas: abaya,
  caftans: caftan,
  djellabas: djellaba,
  shirts: shirt,
  t_shirts: tShirt,
  trousers,
  jeans,
  skirts: skirt,
  jackets: jacket,
  coats: coat,
  sweaters: sweater,
  blazers: blazer,
  shoes: shoe,
  sneakers: sneaker,
  sandals: sandal,
  boots: boot,
  babouches: babouche,
  bags: bag,
  wallets: wallet,
  belts: belt,
  scarves: scarf,
  hats: hat,
  jewellery: jewel,
  watches: watch,
  sunglasses,
  perfumes: perfume,
  makeup,
  skincare: care,
  haircare: care,
  soaps: soap,
  argan_oil: arganOil,
  cushions: cushion,
  rugs: rug,
  lamps: lamp,
  ceramics: ceramic,
  tableware: table,
  bedding,
  towels: towel,
  candles: candle,
  baskets: basket,
  vases: vase,
  mirrors: mirror,
};

/** Categories that stand on the ground and cast a shadow; clothes hang, and the rest is seen from above. */
export const standing: ReadonlySet<string> = new Set([
  ...["shoes", "sneakers", "boots", "bags", "wallets", "hats"],
  ...["perfumes", "makeup", "skincare", "haircare", "soaps", "argan_oil"],
  ...["cushions", "lamps", "ceramics", "tableware", "bedding", "towels", "candles", "baskets", "vases"],
]);

/** What a product without a colour of its own looks like, by tag. */
export const paintByTag: Record<string, string> = {
  amber: "#c07a35",
  oud: "#5a3a2c",
  "orange-blossom": "#e8b45c",
  musk: "#e9e0d2",
  cosmetic: "#c8963c",
  food: "#a8681f",
  rose: "#dd94a4",
  "rose-water": "#e3a2b1",
  clay: "#a58b6f",
  henna: "#6f7d3f",
  serum: "#7f9a4e",
  shampoo: "#cfa24f",
  castor: "#d9a03d",
  "black-soap": "#4b5a36",
  honey: "#e0ac4a",
  hammam: "#c79b62",
};
