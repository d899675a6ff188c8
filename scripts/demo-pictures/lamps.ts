import type { Draw } from "./ink.ts";
import { box, dot, fill, mirrored, oval, repeat, scatter, star, stroke } from "./shapes.ts";

/** Lanterns and lamps. */

const bulb = "#ffdf94";

const lantern: Draw = (ink) => {
  const body = mirrored([0, 176], [84, 176], [100, 240, 96, 310, 66, 366], [0, 366]);
  const roof = mirrored([0, 96], [20, 110, 70, 136, 96, 178], [0, 178]);
  const pierced = repeat(4, (row) =>
    repeat(5, (at) => fill(star(160 + at * 40, 206 + row * 42, 8, 14, 7), bulb)),
  );
  return (
    `<circle cx="240" cy="262" r="150" fill="${bulb}" opacity=".35"/>` +
    stroke("M240 96C216 84 216 50 240 50S264 84 240 96", ink.dark, 7) +
    ink.filled(
      body,
      ink.base,
      pierced + fill("M300 160C310 240 300 320 280 380H400V160Z", ink.dark, 'opacity=".35"'),
    ) +
    ink.filled(roof, ink.dark, stroke("M190 150C220 140 260 140 290 150", ink.light, 4)) +
    box(138, 170, 204, 14, ink.deep, 6) +
    box(166, 362, 148, 16, ink.deep, 6) +
    fill("M184 378H296L310 410H170Z", ink.dark)
  );
};

const tableLamp: Draw = (ink) => {
  const foot = mirrored(
    [0, 246],
    [16, 246],
    [22, 276, 84, 296, 84, 346],
    [84, 390, 60, 410, 46, 412],
    [0, 412],
  );
  return (
    ink.filled(
      foot,
      ink.base,
      fill("M280 240C310 320 300 380 270 420H400V240Z", ink.dark, 'opacity=".4"') +
        stroke("M178 330C182 310 192 304 204 296", ink.light, 7),
    ) +
    box(228, 226, 24, 26, ink.metal, 3) +
    ink.filled(
      "M172 92H308L352 236H128Z",
      "#f1e5cf",
      fill("M280 80L310 250H400V80Z", "#cdb994", 'opacity=".55"') +
        repeat(10, (at) => stroke(`M${178 + at * 14} 92L${136 + at * 23} 236`, "#dccaa6", 2)),
    )
  );
};

const pendant: Draw = (ink) => {
  const shade = mirrored([0, 150], [28, 150], [40, 190, 150, 230, 160, 336], [120, 352, 60, 356, 0, 356]);
  const weave =
    repeat(9, (at) =>
      stroke(
        `M${76 + at * 4} ${196 + at * 19}C180 ${214 + at * 19} 300 ${214 + at * 19} ${404 - at * 4} ${196 + at * 19}`,
        ink.dark,
        3.5,
      ),
    ) +
    repeat(15, (at) =>
      stroke(`M240 150C${180 + at * 9} 200 ${90 + at * 21} 260 ${84 + at * 22.3} 350`, ink.dark, 3),
    );
  return (
    `<ellipse cx="240" cy="356" rx="150" ry="70" fill="${bulb}" opacity=".35"/>` +
    stroke("M240 0V140", "#4b4038", 5) +
    box(222, 130, 36, 28, ink.metal, 5) +
    dot(240, 354, 30, bulb) +
    ink.filled(shade, ink.base, weave)
  );
};

const floorLamp: Draw = (ink) =>
  stroke("M240 180V398", "#4b4038", 9) +
  oval(240, 404, 76, 14, "#4b4038") +
  ink.filled(
    "M196 62H284L334 186H146Z",
    ink.base,
    scatter(26, [146, 66, 188, 112], (x, y) => dot(x, y, 6, ink.dark)) +
      fill("M266 50L300 200H400V50Z", ink.dark, 'opacity=".35"'),
  ) +
  stroke("M146 186H334", ink.metal, 8);

export const lamp: Draw = (ink) => {
  if (ink.tags.has("lantern")) return lantern(ink);
  if (ink.tags.has("pendant")) return pendant(ink);
  return ink.tags.has("floor-lamp") ? floorLamp(ink) : tableLamp(ink);
};
