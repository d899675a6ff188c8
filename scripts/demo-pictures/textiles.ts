import type { Draw, Ink } from "./ink.ts";
import { box, boxPath, dot, fill, mirrored, oval, repeat, star, stroke } from "./shapes.ts";

/** Cushions, rugs, bedding and towels. */

const diamond = (x: number, y: number, width: number, height: number) =>
  `M${x} ${y - height}L${x + width} ${y}L${x} ${y + height}L${x - width} ${y}Z`;

const pouf: Draw = (ink) => {
  const segments = repeat(9, (at) =>
    stroke(
      `M${88 + at * 38} 300C${104 + at * 34} 250 ${200 + at * 10} 226 240 226M${88 + at * 38} 300C${96 + at * 36} 360 ${120 + at * 30} 400 ${130 + at * 27} 414`,
      ink.dark,
      4,
    ),
  );
  return (
    ink.filled(
      "M80 304C80 244 150 214 240 214S400 244 400 304C400 366 376 412 330 412H150C104 412 80 366 80 304Z",
      ink.base,
      fill("M340 200C390 280 380 380 330 430H480V200Z", ink.dark, 'opacity=".4"') + segments,
    ) +
    oval(240, 246, 70, 22, ink.dark) +
    fill(star(240, 246, 8, 38, 18), ink.light, 'transform="translate(0 147) scale(1 .4)"') +
    stroke("M86 316C160 350 320 350 394 316", ink.light, 4, 'stroke-dasharray="6 7"')
  );
};

export const cushion: Draw = (ink) => {
  if (ink.tags.has("pouf")) return pouf(ink);
  const wide = ink.tags.has("pompoms");
  const half = wide ? 158 : 136;
  const top = wide ? 176 : 132;
  const outline = mirrored(
    [0, top + 12],
    [half * 0.6, top + 12, half * 0.9, top, half + 4, top - 4],
    [half - 8, top + 70, half - 8, 330, half + 4, 402],
    [half * 0.9, 398, half * 0.6, 388, 0, 388],
  );
  const rows = [top + 52, top + 104, top + 156, top + 208].filter((y) => y < 386);
  const woven = rows
    .map(
      (y, row) =>
        stroke(`M90 ${y}H390`, row % 2 ? ink.light : ink.dark, 5) +
        repeat(9, (at) => fill(diamond(104 + at * 34, y + 26, 12, 14), row % 2 ? ink.light : ink.dark)),
    )
    .join("");
  const plain = repeat(4, (at) =>
    stroke(`M70 ${top + 50 + at * 36}H410`, ink.dark, 3, 'stroke-dasharray="14 10"'),
  );
  const pompoms = wide
    ? repeat(
        7,
        (at) =>
          dot(240 - half, top + 6 + at * 35, 14, ink.dark) + dot(240 + half, top + 6 + at * 35, 14, ink.dark),
      )
    : "";
  return (
    pompoms +
    ink.filled(
      outline,
      ink.base,
      (wide ? plain : woven) +
        fill("M330 100C310 220 320 340 350 420H480V100Z", ink.dark, 'opacity=".3"') +
        stroke(
          `M${250 - half} ${top + 10}C${270 - half} ${top + 40} ${276 - half} ${top + 60} ${278 - half} ${top + 80}`,
          ink.light,
          5,
        ),
    )
  );
};

const fringes = (ink: Ink, x: number, width: number, top: number, bottom: number) =>
  repeat(Math.floor(width / 11), (at) =>
    stroke(`M${x + 6 + at * 11} ${top - 16}V${top}M${x + 6 + at * 11} ${bottom}v16`, ink.light, 3.5),
  );

export const rug: Draw = (ink) => {
  const { tags } = ink;
  const narrow = tags.has("runner");
  const x = narrow ? 158 : 110;
  const width = 480 - 2 * x;
  const spread = ["#c7453b", "#e0a43a", "#2f6f8f", "#3f7d58", "#d98aa0", "#6f4f8c", "#e8dcc6"];
  let pattern: string;
  if (tags.has("diamonds")) {
    pattern = repeat(6, (row) =>
      repeat(5, (at) => stroke(diamond(x + 26 + at * 52, 106 + row * 58, 26, 29), "#4a4039", 4.5)),
    );
  } else if (tags.has("boucherouite")) {
    pattern = repeat(16, (row) =>
      repeat(9, (at) =>
        box(
          x + at * 30 - (row % 2) * 12,
          80 + row * 21,
          34,
          22,
          spread[(row * 5 + at * 3 + ((row * at) % 4)) % spread.length] ?? ink.base,
        ),
      ),
    );
  } else if (tags.has("kilim")) {
    pattern = repeat(5, (row) => {
      const y = 112 + row * 66;
      return (
        stroke(`M${x} ${y - 32}h${width}`, "#3b2a2a", 5) +
        stroke(`M${x} ${y - 24}h${width}`, "#e8c667", 5) +
        repeat(
          5,
          (at) =>
            fill(diamond(x + 26 + at * 52, y + 6, 24, 24), row % 2 ? "#e8c667" : "#2f4a63") +
            fill(diamond(x + 26 + at * 52, y + 6, 12, 12), ink.base),
        )
      );
    });
  } else {
    pattern = repeat(7, (row) => {
      const y = 100 + row * 48;
      const paint = spread[(row * 2) % 6] ?? ink.dark;
      return row % 2
        ? repeat(4, (at) => stroke(`M${x + at * 42} ${y}l21 -18l21 18l-21 18z`, paint, 5))
        : repeat(3, (at) => fill(star(x + 34 + at * 48, y, 4, 17, 7), paint));
    });
  }
  return `<g transform="rotate(${narrow ? 8 : -4} 240 240)">${fringes(ink, x, width, 76, 408)}${fill(boxPath(x + 6, 84, width, 332), "#6d5a49", 'opacity=".25"')}${ink.filled(boxPath(x, 76, width, 332), ink.base, pattern)}${tags.has("kilim") ? "" : stroke(boxPath(x + 5, 81, width - 10, 322), ink.dark, 4)}</g>`;
};

const stack = (ink: Ink, layers: number, trim: (y: number, at: number) => string) =>
  repeat(layers, (at) => {
    const y = 350 - at * 62;
    const paint = [ink.base, ink.light, ink.base, ink.light][at] ?? ink.base;
    return (
      ink.filled(
        `M104 ${y}H352C384 ${y} 384 ${y + 58} 352 ${y + 58}H104C94 ${y + 40} 94 ${y + 18} 104 ${y}Z`,
        paint,
        fill(`M60 ${y + 40}H400V${y + 70}H60Z`, ink.dark, 'opacity=".35"') + trim(y, at),
      ) + stroke(`M112 ${y + 29}H354`, ink.dark, 3)
    );
  });

const bed: Draw = (ink) => {
  const sheet = ink.tags.has("sheet");
  return (
    box(84, 120, 312, 190, "#a57c55", 26) +
    box(100, 136, 280, 160, "#b98f66", 18) +
    repeat(2, (at) =>
      ink.filled(
        `M${112 + at * 132} 214C${112 + at * 132} 194 ${124 + at * 132} 190 ${174 + at * 132} 190S${236 + at * 132} 194 ${236 + at * 132} 214V262H${112 + at * 132}Z`,
        ink.light,
        stroke(
          `M${124 + at * 132} 206C${150 + at * 132} 214 ${190 + at * 132} 214 ${224 + at * 132} 206`,
          ink.dark,
          3,
        ),
      ),
    ) +
    ink.filled(
      "M66 282C66 256 90 250 120 250H360C390 250 414 256 414 282V394H66Z",
      ink.base,
      sheet
        ? stroke("M66 340C180 356 300 356 414 340", ink.dark, 3)
        : fill("M60 250H420V296H60Z", ink.light) +
            stroke("M66 298H414", ink.dark, 3) +
            stroke(
              "M150 306C146 340 150 370 156 394M250 306C254 340 248 370 246 394M336 306C340 340 336 370 330 394",
              ink.dark,
              3.5,
            ),
    ) +
    box(74, 392, 22, 24, "#8a6543", 4) +
    box(384, 392, 22, 24, "#8a6543", 4)
  );
};

export const bedding: Draw = (ink) =>
  ink.tags.has("blanket")
    ? repeat(8, (at) => dot(122 + at * 32, 414, 15, ink.dark)) +
      stack(ink, 3, (y) =>
        repeat(9, (at) => stroke(`M${120 + at * 28} ${y + 4}v50`, ink.dark, 3, 'opacity=".55"')),
      )
    : bed(ink);

export const towel: Draw = (ink) =>
  ink.tags.has("fouta")
    ? repeat(19, (at) => stroke(`M${136 + at * 11.5} 372v36`, ink.light, 4)) +
      box(64, 96, 352, 16, "#8a6543", 8) +
      ink.filled(
        "M130 92H350V376H130Z",
        ink.base,
        repeat(9, (at) => stroke(`M${142 + at * 25} 90V380`, "#f6f0e4", at % 2 ? 4 : 10)) +
          fill("M300 90V380H360V90Z", ink.dark, 'opacity=".25"') +
          box(120, 92, 240, 14, ink.dark),
      )
    : stack(ink, 4, (y) => stroke(`M318 ${y}V${y + 60}M334 ${y}V${y + 60}`, ink.dark, 6));
