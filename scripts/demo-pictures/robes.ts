import { type Cut, cuffs, folds, garment } from "./garment.ts";
import type { Draw, Ink } from "./ink.ts";
import { both, box, dot, fill, mirrored, repeat, scatter, star, stroke } from "./shapes.ts";

/** Dresses and the long garments of the Maghreb and the Gulf. */

const middle = (ink: Ink, from: number, to: number, width = 2.5) =>
  stroke(`M240 ${from}V${to}`, ink.deep, width, 'opacity=".8"');

const flowers = (ink: Ink) =>
  scatter(64, [110, 84, 260, 336], (x, y, at) => {
    const petals = ["#f2c14e", "#e9796b", "#f6e7d2"][at % 3] ?? ink.light;
    return fill(star(x, y, 5, 9, 5), petals) + dot(x, y, 2.5, ink.deep);
  });

const sequins = (ink: Ink) =>
  scatter(420, [110, 80, 260, 350], (x, y, at) => dot(x, y, 2.2, at % 3 ? ink.light : ink.metal));

export const dress: Draw = (ink) => {
  const { tags } = ink;
  const hemAt = tags.has("long") ? 412 : tags.has("short") ? 322 : 372;
  const cut: Cut = {
    shoulder: tags.has("sleeveless") ? 58 : 70,
    waist: tags.has("knit") ? 54 : 50,
    waistAt: 205,
    hem: tags.has("knit") ? 72 : tags.has("long") ? 118 : 104,
    hemAt,
    neck: tags.has("evening") || tags.has("wrap") ? 132 : tags.has("knit") ? 84 : 102,
    ...(!tags.has("sleeveless") && {
      sleeve: tags.has("floral")
        ? { x: 108, y: 168, width: 52 }
        : { x: 120, y: tags.has("casual") ? 205 : 248, width: tags.has("casual") ? 36 : 30 },
    }),
  };
  const pattern = tags.has("floral") ? flowers(ink) : tags.has("sequins") ? sequins(ink) : "";
  const belt = stroke(
    `M${240 - 60} 206H${240 + 60}`,
    ink.dark,
    tags.has("shirt-dress") || tags.has("wrap") ? 13 : 4,
  );
  const front = tags.has("shirt-dress")
    ? middle(ink, 96, hemAt + 10) +
      repeat(Math.floor((hemAt - 120) / 28), (at) => dot(240, 124 + at * 28, 3.6, ink.light))
    : tags.has("wrap")
      ? stroke(`M204 78C215 130 262 160 300 200M262 206C276 260 280 320 268 ${hemAt}`, ink.deep, 3)
      : tags.has("knit")
        ? repeat(14, (at) => stroke(`M${146 + at * 14.5} 80V${hemAt + 12}`, ink.dark, 2, 'opacity=".6"'))
        : "";
  const ruffle = tags.has("floral")
    ? stroke(`M110 ${hemAt - 44}C190 ${hemAt - 30} 290 ${hemAt - 30} 370 ${hemAt - 44}`, ink.deep, 3)
    : "";
  const knot =
    tags.has("wrap") || tags.has("shirt-dress")
      ? fill("M282 200l22 8-4 46-12-2zM282 202l-8 52 12 4 6-44z", ink.dark)
      : "";
  const collar = tags.has("shirt-dress")
    ? both(
        fill("M240 102L252 76L276 74L280 92L258 112Z", ink.light) +
          stroke("M240 102L258 112L280 92", ink.dark, 2),
      )
    : tags.has("knit")
      ? box(212, 62, 56, 30, ink.base, 8) + stroke("M214 90H266", ink.dark, 3)
      : "";
  return (
    garment(
      ink,
      cut,
      pattern + (tags.has("knit") ? "" : folds(ink, cut, tags.has("long") ? 3 : 2)) + belt + front + ruffle,
    ) +
    knot +
    collar
  );
};

const robe = (hem: number, cuff: number): Cut => ({
  shoulder: 72,
  waist: 72,
  waistAt: 220,
  hem,
  hemAt: 408,
  neck: 104,
  neckHalf: 26,
  sleeve: { x: 136, y: 252, width: cuff },
});

export const abaya: Draw = (ink) => {
  const cut = robe(ink.tags.has("pleated") ? 132 : 114, ink.tags.has("pleated") ? 84 : 66);
  const open = ink.tags.has("open")
    ? fill("M226 84L240 420L254 84Z", ink.deep, 'opacity=".9"') +
      stroke("M222 86L214 420M258 86L266 420", ink.light, 5)
    : middle(ink, 104, 420);
  const pleats = ink.tags.has("pleated") ? folds(ink, cut, 6) : folds(ink, cut, 2);
  const embroidered = ink.tags.has("embroidered");
  const thread = embroidered
    ? repeat(15, (at) => fill(star(120 + at * 17, 398, 8, 8, 3), ink.metal)) +
      repeat(9, (at) => fill(star(240, 122 + at * 30, 8, 6, 2.5), ink.metal))
    : "";
  return (
    garment(ink, cut, pleats + open + thread) +
    (embroidered ? cuffs(cut, ink.metal, 8) : cuffs(cut, ink.dark, 6))
  );
};

export const caftan: Draw = (ink) => {
  const cut = robe(124, 70);
  const trim = ink.metal;
  const home = ink.tags.has("home");
  const sfifa =
    stroke("M240 100V420", trim, 9) + repeat(home ? 5 : 17, (at) => dot(240, 112 + at * 18, 4.5, ink.deep));
  const cloth = home
    ? repeat(16, (at) => stroke(`M${104 + at * 18} 80V420`, ink.light, 4))
    : ink.tags.has("embroidered") || ink.tags.has("brocade")
      ? scatter(30, [116, 120, 248, 290], (x, y) => fill(star(x, y, 8, 9, 3.5), trim, 'opacity=".85"'))
      : ink.tags.has("two-piece")
        ? fill("M232 110L180 420H300L248 110Z", ink.light, 'opacity=".75"') +
          scatter(60, [110, 240, 260, 170], (x, y) => dot(x, y, 2.6, trim))
        : "";
  const hem = stroke("M104 408C180 424 300 424 376 408", trim, home ? 4 : 9);
  const belt = home
    ? ""
    : stroke("M150 214H330", trim, 18) +
      box(222, 202, 36, 25, ink.deep, 5) +
      fill(star(240, 214, 8, 9, 4), trim);
  const neck = stroke("M211 82C214 106 266 106 269 82", trim, 6);
  return (
    garment(ink, cut, cloth + folds(ink, cut, 2) + hem + sfifa + belt) + neck + cuffs(cut, trim, home ? 4 : 9)
  );
};

export const djellaba: Draw = (ink) => {
  const cut = robe(ink.tags.has("men") ? 98 : 112, 60);
  const stripes = ink.tags.has("men")
    ? repeat(15, (at) => stroke(`M${100 + at * 20} 80V420`, ink.dark, 2, 'opacity=".7"'))
    : folds(ink, cut, 2);
  const trim = ink.tags.has("embroidered") ? ink.metal : ink.deep;
  const hood = mirrored([0, 34], [16, 36, 40, 58, 46, 84], [52, 104, 30, 122, 0, 126]);
  const front = stroke("M240 118V300", trim, 5) + repeat(9, (at) => dot(240, 130 + at * 19, 3.6, ink.light));
  const slits = both(stroke("M336 330L342 412", ink.deep, 3));
  const inside = mirrored([0, 62], [14, 64, 26, 76, 28, 90], [26, 108, 14, 116, 0, 118]);
  return (
    fill(hood, ink.dark) +
    garment(ink, cut, stripes + front + slits) +
    ink.filled(
      hood,
      ink.base,
      both(fill("M262 40C300 70 296 110 250 130H300V40Z", ink.dark, 'opacity=".5"')),
    ) +
    fill(inside, ink.deep) +
    stroke("M212 90C214 110 266 110 268 90", trim, 4) +
    cuffs(cut, trim, 6)
  );
};

export const burnous: Draw = (ink) => {
  const cape = mirrored([0, 96], [30, 92], [72, 104, 120, 200, 142, 404], [90, 420, 40, 418, 0, 414]);
  const hood = mirrored([0, 36], [18, 38, 44, 62, 48, 92], [50, 114, 30, 126, 0, 130]);
  const inside = mirrored([0, 64], [15, 66, 28, 80, 29, 96], [26, 112, 14, 118, 0, 120]);
  return (
    ink.filled(
      cape,
      ink.base,
      fill("M232 120L200 430H280L248 120Z", ink.deep) +
        both(stroke("M262 130C290 220 310 320 314 420M292 140C326 220 344 320 350 420", ink.dark, 3)) +
        stroke("M230 120L198 430M250 120L282 430", ink.light, 4),
    ) +
    ink.filled(
      hood,
      ink.base,
      both(fill("M262 40C304 74 298 114 250 134H304V40Z", ink.dark, 'opacity=".5"')),
    ) +
    fill(inside, ink.deep) +
    stroke("M226 128C236 136 244 136 254 128M240 134V160", ink.light, 4) +
    fill("M232 158h16l4 40h-24z", ink.light)
  );
};

export const coat: Draw = (ink) => {
  if (ink.tags.has("cape")) return burnous(ink);
  const cut: Cut = {
    shoulder: 80,
    waist: 72,
    waistAt: 225,
    hem: 104,
    hemAt: 390,
    neck: 150,
    neckHalf: 30,
    sleeve: { x: 128, y: 288, width: 42 },
  };
  const trench = ink.tags.has("trench");
  const lapels = both(
    fill("M240 176L250 84L276 74L300 110L282 128L290 140Z", ink.light) +
      stroke("M240 176L290 140L282 128L300 110", ink.dark, 2.5),
  );
  const belt =
    box(160, 216, 160, 20, ink.dark) +
    (trench
      ? `<rect x="226" y="212" width="30" height="28" rx="3" fill="none" stroke="${ink.metal}" stroke-width="5"/>`
      : fill("M240 226l40 56-14 8-34-58zM236 228l-6 74 14 2 6-70z", ink.deep));
  const buttons = trench
    ? both(repeat(4, (at) => dot(266, 190 + (at > 0 ? at * 44 + 10 : 0), 5.5, ink.deep)))
    : dot(240, 196, 6, ink.deep);
  const pockets = both(stroke("M284 270L304 306", ink.deep, 5));
  const epaulettes = trench ? both(stroke("M290 96L312 106", ink.dark, 9)) : "";
  return (
    garment(ink, cut, middle(ink, 176, 400, 3) + folds(ink, cut, 1) + belt + buttons + pockets) +
    lapels +
    epaulettes +
    cuffs(cut, ink.dark, trench ? 12 : 5)
  );
};
