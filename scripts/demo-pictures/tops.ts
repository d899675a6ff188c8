import { type Cut, cuffs, garment } from "./garment.ts";
import type { Draw, Ink } from "./ink.ts";
import { both, box, dot, fill, mirrored, repeat, stroke } from "./shapes.ts";

/** Shirts, knitwear, jackets. They are drawn as if laid flat, 300 pixels tall. */

const upper = (over: Partial<Cut> = {}): Cut => ({
  shoulder: 84,
  waist: 80,
  waistAt: 240,
  hem: 84,
  hemAt: 352,
  neck: 104,
  sleeve: { x: 142, y: 318, width: 40 },
  ...over,
});

const women = (ink: Ink): Partial<Cut> => (ink.tags.has("women") ? { shoulder: 78, waist: 70, hem: 82 } : {});

const verticals = (color: string, every: number, width: number) =>
  repeat(Math.ceil(300 / every), (at) => stroke(`M${90 + at * every} 70V380`, color, width));

const horizontals = (color: string, every: number, width: number, from = 120) =>
  repeat(Math.ceil((380 - from) / every), (at) =>
    stroke(`M90 ${from + at * every}H390`, color, width, 'style="stroke-linecap:butt"'),
  );

const pointedCollar = (ink: Ink, paint: string) =>
  both(
    fill("M240 106L250 78L274 72L286 92L264 120Z", paint) + stroke("M240 106L264 120L286 92", ink.dark, 2.5),
  );

export const shirt: Draw = (ink) => {
  const cut = upper({ neck: 106, neckHalf: 28, ...women(ink) });
  const { tags } = ink;
  const stripes = tags.has("striped") ? verticals(ink.light, 15, 4) : "";
  const placket =
    stroke("M248 106V362", ink.dark, 2) +
    stroke("M232 106V362", ink.dark, 2) +
    repeat(8, (at) => dot(240, 132 + at * 29, 3.8, ink.deep));
  const seam = tags.has("denim") ? "#e0a95c" : ink.dark;
  const pocket = (at: string) =>
    `<g transform="translate(${at})">${fill("M0 0h38v32l-19 12-19-12z", ink.dark, 'opacity=".35"')}${stroke("M0 0h38v32l-19 12-19-12z", seam, 2)}</g>`;
  const pockets = tags.has("denim")
    ? pocket("268 158") + pocket("174 158")
    : tags.has("men")
      ? pocket("268 162")
      : "";
  const collar = tags.has("blouse")
    ? fill(
        "M240 112C200 84 184 108 200 128C212 140 230 126 240 116C250 126 268 140 280 128C296 108 280 84 240 112Z",
        ink.light,
      ) +
      fill("M236 116l-26 70 18 4 12-66 12 66 18-4-26-70z", ink.light) +
      dot(240, 115, 8, ink.dark)
    : tags.has("linen")
      ? stroke("M212 80C214 104 266 104 268 80", ink.light, 9)
      : pointedCollar(ink, ink.light);
  return (
    garment(ink, cut, stripes + placket + pockets) +
    collar +
    cuffs(cut, tags.has("linen") ? ink.light : ink.dark, 12)
  );
};

export const tShirt: Draw = (ink) => {
  const long = ink.tags.has("striped");
  const wide = ink.tags.has("oversize");
  const cut = upper({
    neck: 112,
    neckHalf: 36,
    ...women(ink),
    ...(wide && { waist: 96, hem: 98, shoulder: 96 }),
    sleeve: long
      ? { x: 138, y: 300, width: 38 }
      : { x: wide ? 146 : 132, y: wide ? 206 : 178, width: wide ? 74 : 62 },
  });
  const print = wide
    ? `<text x="240" y="222" text-anchor="middle" font-family="DejaVu Serif, serif" font-weight="700" font-size="44" fill="${ink.metal}">CASA</text>` +
      stroke("M186 238H294", ink.metal, 4)
    : "";
  const stripes = long ? horizontals("#f6f2ea", 24, 9, 146) : "";
  return (
    garment(ink, cut, stripes + print) +
    stroke("M204 80C206 118 274 118 276 80", ink.dark, 6) +
    cuffs(cut, ink.dark, 4)
  );
};

const cables = (ink: Ink) =>
  repeat(5, (column) => {
    const x = 168 + column * 36;
    return repeat(10, (at) =>
      stroke(
        `M${x - 8} ${104 + at * 26}C${x - 8} ${117 + at * 26} ${x + 8} ${117 + at * 26} ${x + 8} ${130 + at * 26}M${x + 8} ${104 + at * 26}C${x + 8} ${117 + at * 26} ${x - 8} ${117 + at * 26} ${x - 8} ${130 + at * 26}`,
        ink.dark,
        3.5,
      ),
    );
  });

const ribs = (ink: Ink, y: number) =>
  box(130, y, 220, 30, ink.dark) +
  repeat(30, (at) => stroke(`M${134 + at * 7.5} ${y}v30`, ink.deep, 1.5, 'opacity=".6"'));

export const sweater: Draw = (ink) => {
  const { tags } = ink;
  const cut = upper({
    hemAt: 340,
    neck: tags.has("cardigan") ? 176 : 104,
    neckHalf: tags.has("cardigan") ? 30 : 34,
    waist: 84,
    hem: 80,
    sleeve: { x: 140, y: 312, width: 46 },
  });
  const hem = ribs(ink, 322);
  if (tags.has("hoodie")) {
    const hood = mirrored([0, 46], [34, 46, 62, 66, 64, 98], [64, 122, 34, 128, 0, 132]);
    const opening = mirrored([0, 66], [22, 66, 38, 80, 38, 100], [36, 118, 18, 124, 0, 126]);
    const pocket = stroke(
      "M190 312V268C190 250 204 240 216 238H264C276 240 290 250 290 268V312",
      ink.deep,
      3,
    );
    return (
      garment(ink, cut, hem + pocket) +
      fill(hood, ink.base) +
      stroke("M176 100C176 60 206 46 240 46C274 46 304 60 304 100", ink.dark, 3) +
      fill(opening, ink.deep) +
      stroke("M222 122V178M258 122V172", ink.light, 5) +
      cuffs(cut, ink.dark, 22)
    );
  }
  const cloth = tags.has("cable") ? cables(ink) : "";
  const front = tags.has("cardigan")
    ? stroke("M208 78L240 176V360", ink.dark, 10) +
      stroke("M272 78L240 176", ink.dark, 10) +
      repeat(5, (at) => dot(240, 196 + at * 33, 5.5, ink.light)) +
      both(stroke("M268 268h40v44h-40z", ink.dark, 3))
    : "";
  const neck = tags.has("cardigan")
    ? ""
    : tags.has("cable")
      ? box(206, 62, 68, 36, ink.dark, 10) +
        repeat(8, (at) => stroke(`M${212 + at * 8} 64v32`, ink.deep, 1.5))
      : stroke("M206 80C208 112 272 112 274 80", ink.dark, 11);
  return garment(ink, cut, cloth + hem + front) + neck + cuffs(cut, ink.dark, 22);
};

export const jacket: Draw = (ink) => {
  const { tags } = ink;
  const cut = upper({
    hemAt: 326,
    neck: 112,
    neckHalf: 32,
    waist: 84,
    hem: 80,
    sleeve: { x: 140, y: 308, width: 48 },
  });
  if (tags.has("padded")) {
    const quilting = repeat(
      8,
      (at) =>
        stroke(
          `M130 ${118 + at * 29}C200 ${128 + at * 29} 280 ${128 + at * 29} 350 ${118 + at * 29}`,
          ink.dark,
          4,
        ) +
        stroke(
          `M140 ${106 + at * 29}C200 ${114 + at * 29} 280 ${114 + at * 29} 340 ${106 + at * 29}`,
          ink.light,
          5,
          'opacity=".35"',
        ),
    );
    return (
      garment(ink, cut, quilting + stroke("M240 90V340", ink.deep, 5)) +
      box(202, 58, 76, 40, ink.base, 12) +
      stroke("M204 80H276M240 60V98", ink.dark, 3) +
      cuffs(cut, ink.dark, 14)
    );
  }
  if (tags.has("leather")) {
    const front =
      stroke("M262 100L226 200V340", ink.light, 4) +
      both(stroke("M278 258L306 236", ink.light, 4)) +
      stroke("M150 318H330", ink.deep, 4) +
      stroke("M272 164L306 158", ink.light, 3);
    const lapels = both(
      fill("M240 160L252 84L278 72L304 116L276 128Z", ink.dark) +
        stroke("M240 160L276 128L304 116", ink.deep, 2.5),
    );
    return garment(ink, cut, front) + lapels + cuffs(cut, ink.dark, 12);
  }
  const thread = "#d9a45a";
  const pocket = both(
    fill("M262 148h46v40l-23 10-23-10z", ink.dark, 'opacity=".4"') +
      stroke("M262 162H308M262 148h46v40l-23 10-23-10z", thread, 2) +
      dot(285, 156, 3.5, ink.metal),
  );
  const seams =
    both(stroke("M268 196L258 318M312 196L306 318", thread, 2)) +
    stroke("M150 306H330", thread, 2) +
    stroke("M154 136H326", thread, 2);
  return (
    garment(
      ink,
      cut,
      seams +
        pocket +
        stroke("M248 112V330", ink.deep, 3) +
        repeat(6, (at) => dot(240, 132 + at * 36, 4.5, ink.metal)),
    ) +
    pointedCollar(ink, ink.light) +
    cuffs(cut, ink.dark, 16)
  );
};

export const blazer: Draw = (ink) => {
  const cut = upper({
    shoulder: 90,
    waist: 74,
    waistAt: 235,
    hem: 92,
    hemAt: 356,
    neck: 196,
    neckHalf: 30,
    sleeve: { x: 140, y: 322, width: 40 },
  });
  const shirtFront = ink.tags.has("men")
    ? fill("M210 78L240 200L270 78Z", "#f8f6f1") +
      both(
        fill("M240 104L252 76L270 74L272 92L256 114Z", "#ffffff") +
          stroke("M240 104L256 114L272 92", "#c9c4ba", 2),
      )
    : "";
  const lapels = both(
    fill("M240 214L248 150L270 76L284 74L312 130L288 138L298 150Z", ink.light) +
      stroke("M240 214L298 150L288 138L312 130", ink.dark, 2.5),
  );
  const front =
    stroke("M240 214C240 270 244 320 262 370", ink.deep, 3) +
    dot(246, 232, 6, ink.deep) +
    (ink.tags.has("men") ? dot(247, 266, 6, ink.deep) : "");
  const pockets = both(fill("M272 284h46v12h-46z", ink.dark)) + stroke("M286 176l26-6", ink.dark, 4);
  return garment(ink, cut, front + pockets) + shirtFront + lapels + cuffs(cut, ink.dark, 3);
};
