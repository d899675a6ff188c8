import type { Draw, Ink } from "./ink.ts";
import { both, box, dot, fill, mirrored, oval, repeat, scatter, star, stroke } from "./shapes.ts";

/** Candles, baskets, vases and mirrors. */

const glow = "#ffdf94";

const flame = (x: number, y: number) =>
  `<circle cx="${x}" cy="${y - 14}" r="40" fill="${glow}" opacity=".4"/>` +
  stroke(`M${x} ${y + 14}V${y}`, "#4b4038", 4) +
  fill(
    `M${x} ${y - 42}C${x + 22} ${y - 14} ${x + 14} ${y + 4} ${x} ${y + 4}S${x - 22} ${y - 14} ${x} ${y - 42}Z`,
    "#f2b544",
  ) +
  fill(
    `M${x} ${y - 20}C${x + 10} ${y - 8} ${x + 6} ${y + 2} ${x} ${y + 2}S${x - 10} ${y - 8} ${x} ${y - 20}Z`,
    "#fff1c4",
  );

const taper = (ink: Ink, at: number) => {
  const x = 120 + at * 80;
  const top = 150 + (at % 2) * 34;
  return (
    flame(x, top - 12) +
    ink.filled(
      `M${x - 16} ${top}H${x + 16}L${x + 20} 388H${x - 20}Z`,
      ink.base,
      repeat(12, (n) => stroke(`M${x - 24} ${top + 22 + n * 24}L${x + 24} ${top - 4 + n * 24}`, ink.dark, 6)),
    ) +
    box(x - 30, 384, 60, 26, ink.metal, 8)
  );
};

export const candle: Draw = (ink) => {
  if (ink.tags.has("taper")) return repeat(4, (at) => taper(ink, at));
  const glass = ink.tags.has("jar");
  const pot = glass
    ? "M140 206H340V384C340 402 330 412 312 412H168C150 412 140 402 140 384Z"
    : "M132 222H348C356 300 346 372 320 412H160C134 372 124 300 132 222Z";
  return (
    flame(240, 186) +
    ink.filled(
      pot,
      ink.base,
      (glass ? box(120, 206, 240, 34, "#ffffff", 0, 0.5) : "") +
        fill("M300 200C312 300 304 380 290 420H400V200Z", ink.dark, 'opacity=".35"') +
        stroke("M160 250C158 300 162 340 168 370", ink.light, 9, 'opacity=".7"'),
    ) +
    oval(240, glass ? 208 : 224, glass ? 100 : 108, 17, ink.dark) +
    oval(240, glass ? 209 : 225, glass ? 90 : 98, 12, "#fbf3df") +
    stroke("M240 212V196", "#4b4038", 4) +
    (glass
      ? box(192, 272, 96, 92, ink.deep, 6) +
        fill(star(240, 308, 8, 22, 10), glow) +
        box(216, 340, 48, 4, glow)
      : fill(star(240, 316, 8, 30, 14), ink.dark))
  );
};

export const basket: Draw = (ink) => {
  const accent = "#b5432f";
  if (ink.tags.has("bread")) {
    const lid = mirrored([0, 132], [12, 138, 60, 210, 150, 292], [0, 306]);
    const rows = (from: number, count: number) =>
      repeat(count, (at) =>
        stroke(
          `M60 ${from + at * 20}C180 ${from + 14 + at * 20} 300 ${from + 14 + at * 20} 420 ${from + at * 20}`,
          at % 2 ? accent : ink.dark,
          at % 2 ? 6 : 3,
        ),
      );
    return (
      dot(240, 124, 17, accent) +
      ink.filled(lid, ink.base, rows(172, 7)) +
      ink.filled("M84 302H396C392 370 350 410 300 410H180C130 410 88 370 84 302Z", ink.dark, rows(316, 5)) +
      stroke("M82 302H398", ink.deep, 10)
    );
  }
  const weave = repeat(8, (row) =>
    repeat(13, (at) => stroke(`M${98 + at * 24 + (row % 2) * 12} ${222 + row * 24}h14`, ink.dark, 9)),
  );
  return (
    both(stroke("M346 196C392 180 396 250 358 258", ink.deep, 12)) +
    oval(240, 198, 132, 30, ink.deep) +
    ink.filled(
      "M108 198C160 232 320 232 372 198L350 390C348 404 338 412 322 412H158C142 412 132 404 130 390Z",
      ink.base,
      weave + fill("M320 190C324 280 316 360 306 420H400V190Z", ink.dark, 'opacity=".3"'),
    ) +
    stroke("M108 198C160 232 320 232 372 198", ink.dark, 10)
  );
};

const branches = (x: number, top: number, from: number, paint: string) =>
  stroke(
    `M${x} ${from}C${x - 6} ${top + 60} ${x - 30} ${top + 40} ${x - 40} ${top}M${x} ${from}C${x + 4} ${top + 70} ${x + 24} ${top + 50} ${x + 44} ${top + 14}M${x} ${from}V${top - 16}`,
    "#8a7350",
    4,
  ) +
  scatter(11, [x - 50, top - 24, 104, 90], (leafX, leafY, at) =>
    oval(leafX, leafY, 9, 16, paint, `transform="rotate(${at * 40} ${leafX} ${leafY})"`),
  );

export const vase: Draw = (ink) => {
  if (ink.tags.has("glass")) {
    const flask = mirrored(
      [0, 176],
      [20, 176],
      [20, 240, 70, 268, 76, 330],
      [78, 384, 50, 410, 30, 412],
      [0, 412],
    );
    return (
      stroke("M240 340C236 240 246 160 236 96", "#5f7f4e", 5) +
      fill("M238 190c30-30 46-18 52-30c2 30-24 44-52 30z", "#6f8f4e") +
      fill(star(236, 92, 9, 44, 24), "#f0d27a") +
      dot(236, 92, 13, "#b9772f") +
      `<g opacity=".88">${ink.filled(flask, ink.base, fill("M270 170C290 280 300 360 270 420H400V170Z", ink.dark, 'opacity=".4"') + stroke("M180 330C182 300 196 286 206 274", "#ffffff", 8, 'opacity=".6"'))}</g>` +
      stroke("M218 178H262", ink.light, 8)
    );
  }
  const belly = mirrored(
    [0, 196],
    [40, 196],
    [26, 232, 116, 252, 112, 320],
    [108, 372, 70, 408, 52, 412],
    [0, 412],
  );
  return (
    branches(240, 96, 210, "#b78f5c") +
    ink.filled(
      belly,
      ink.base,
      fill("M280 190C330 280 310 370 270 420H420V190Z", ink.dark, 'opacity=".4"') +
        stroke("M140 300C200 316 280 316 342 300", ink.dark, 6) +
        repeat(8, (at) => stroke(`M${140 + at * 26} 336l13 -20l13 20`, ink.dark, 5)) +
        stroke("M142 330C146 296 162 276 184 262", ink.light, 8, 'opacity=".7"'),
    ) +
    oval(240, 196, 42, 9, ink.deep)
  );
};

export const mirror: Draw = (ink) => {
  const glint =
    fill("M170 60L250 60L130 420H60Z", "#ffffff", 'opacity=".45"') +
    fill("M290 60L316 60L200 420H174Z", "#ffffff", 'opacity=".35"');
  if (ink.tags.has("sunburst")) {
    return (
      repeat(
        32,
        (at) =>
          `<g transform="rotate(${at * 11.25} 240 244)">${box(234, at % 2 ? 76 : 58, 12, 100, at % 2 ? ink.base : ink.dark, 6)}</g>`,
      ) +
      dot(240, 244, 106, ink.dark) +
      dot(240, 244, 100, ink.light) +
      ink.filled("M240 152a92 92 0 1 1-.1 0Z", "#cfdde1", glint)
    );
  }
  const arch = mirrored(
    [0, 66],
    [70, 70, 124, 130, 122, 196],
    [120, 226, 108, 242, 104, 252],
    [124, 252],
    [124, 412],
    [0, 412],
  );
  return (
    ink.filled(arch, "#cfdde1", glint) + stroke(arch, ink.base, 18) + stroke("M112 412H368", ink.dark, 16)
  );
};
