import type { Draw, Ink } from "./ink.ts";
import { both, box, dot, fill, mirrored, repeat, stroke } from "./shapes.ts";

/** Trousers, jeans and skirts. */

function legs(outer: number, inner: number, hip = 78, crotch = 212): string {
  return mirrored(
    [0, 82],
    [58, 78],
    [66, 110, hip, 140, hip, 170],
    [hip + 2, 240, outer, 330, outer, 410],
    [inner, 412],
    [inner, 340, 18, 260, 0, crotch],
  );
}

function pair(ink: Ink, outline: string, details: string): string {
  const shadow = both(fill("M322 78C300 160 306 300 318 420H480V78Z", ink.dark, 'opacity=".35"'));
  return ink.filled(
    outline,
    ink.base,
    shadow + fill("M240 160L214 420H266Z", ink.dark, 'opacity=".35"') + details,
  );
}

const waistband = (ink: Ink, color: string) =>
  stroke("M180 92C220 98 260 98 300 92", color, 16, 'style="stroke-linecap:butt"') +
  stroke("M240 84V102", ink.deep, 2);

export const trousers: Draw = (ink) => {
  const { tags } = ink;
  if (tags.has("harem")) {
    const outline = mirrored(
      [0, 86],
      [56, 82],
      [92, 140, 124, 240, 100, 340],
      [92, 366, 80, 384, 78, 404],
      [36, 408],
      [36, 384, 22, 352, 0, 336],
    );
    const gathers = both(
      repeat(4, (at) =>
        stroke(
          `M${250 + at * 13} 104C${260 + at * 20} 180 ${262 + at * 20} 270 ${268 + at * 15} 390`,
          ink.light,
          2.5,
          'opacity=".6"',
        ),
      ),
    );
    return (
      ink.filled(
        outline,
        ink.base,
        gathers + waistband(ink, ink.dark) + stroke("M160 396H320", ink.dark, 16),
      ) + both(stroke("M306 170L318 214", ink.deep, 4))
    );
  }
  const wide = tags.has("wide");
  const loose = tags.has("linen");
  const outline = wide ? legs(112, 16, 80) : loose ? legs(92, 26, 82) : legs(72, 30);
  const crease = both(
    stroke(wide ? "M276 110C284 220 298 330 304 412" : "M284 110C290 220 290 330 290 412", ink.dark, 2.5),
  );
  const pockets = both(stroke("M296 106L312 150", ink.deep, 3.5));
  const fly = stroke("M240 100V196", ink.deep, 2.5);
  const cord = loose ? stroke("M234 96L224 140M246 96L256 136", ink.light, 4) : dot(240, 92, 4.5, ink.light);
  return pair(ink, outline, waistband(ink, ink.dark) + crease + pockets + fly + cord);
};

export const jeans: Draw = (ink) => {
  const { tags } = ink;
  const thread = "#dba65b";
  const outline = tags.has("wide")
    ? legs(116, 14, 80)
    : tags.has("slim")
      ? legs(62, 34, 72)
      : tags.has("mom")
        ? legs(74, 32, 88)
        : legs(80, 26);
  const fade = both(
    fill("M284 190C304 190 302 320 288 330C274 320 270 200 284 190Z", ink.light, 'opacity=".45"'),
  );
  const pockets =
    both(stroke("M262 106C266 140 290 146 316 140", thread, 2.5)) +
    stroke("M240 102V180C240 192 250 194 254 184V104", thread, 2);
  const seams = both(stroke("M312 160C318 240 318 330 318 410", thread, 1.5, 'opacity=".8"'));
  const loops = both(box(262, 80, 7, 22, ink.deep)) + dot(240, 93, 5, ink.metal);
  const hem = stroke("M110 402H370", thread, 2);
  return pair(ink, outline, fade + waistband(ink, ink.dark) + pockets + seams + loops + hem);
};

export const skirt: Draw = (ink) => {
  const { tags } = ink;
  const hemAt = tags.has("long") ? 410 : tags.has("short") ? 300 : 360;
  const hem = tags.has("pleated") ? 128 : tags.has("short") ? 98 : 116;
  const outline = mirrored(
    [0, 116],
    [56, 112],
    [72, 170, hem - 10, hemAt - 70, hem, hemAt],
    [hem * 0.5, hemAt + 12, hem * 0.3, hemAt + 13, 0, hemAt + 13],
  );
  const pleat = (at: number) => {
    const top = 186 + at * 13.5;
    const low = 240 - hem + at * ((hem * 2) / 8);
    return fill(`M${top} 120L${low} ${hemAt + 16}h${hem / 8}L${top + 5} 120Z`, ink.dark, 'opacity=".55"');
  };
  const denim =
    stroke(`M240 130V${hemAt + 12}`, "#dba65b", 2) +
    repeat(5, (at) => dot(240, 152 + at * 32, 5, ink.metal)) +
    both(stroke("M258 132C262 164 290 170 306 160", "#dba65b", 2.5)) +
    stroke(`M130 ${hemAt - 8}C200 ${hemAt + 4} 280 ${hemAt + 4} 350 ${hemAt - 8}`, "#dba65b", 2);
  const drape = both(
    stroke(`M256 136C262 220 270 300 276 ${hemAt + 8}M282 140C300 220 312 300 320 ${hemAt + 4}`, ink.dark, 3),
  );
  const cloth = tags.has("pleated") ? repeat(8, pleat) : tags.has("denim") ? denim : drape;
  const band = stroke("M180 124C220 131 260 131 300 124", ink.deep, 18, 'style="stroke-linecap:butt"');
  return `<g transform="translate(0 ${tags.has("short") ? 30 : -10})">${ink.filled(outline, ink.base, both(fill(`M300 110C320 200 326 300 330 440H480V110Z`, ink.dark, 'opacity=".35"')) + cloth + band)}</g>`;
};
