import type { Draw, Ink } from "./ink.ts";
import { box, dot, fill, mirrored, oval, repeat, scatter, star, stroke } from "./shapes.ts";

/** Ceramics and what is set on the table. */

const tagine = (ink: Ink, decorated: boolean) => {
  const cone = mirrored([0, 118], [16, 118], [30, 150, 40, 230, 130, 318], [0, 330]);
  const accent = decorated ? "#e8c667" : ink.dark;
  const bands =
    stroke("M196 218C220 230 260 230 284 218M168 262C210 280 270 280 312 262", accent, decorated ? 8 : 4) +
    (decorated
      ? repeat(9, (at) =>
          fill(
            star(140 + at * 25, 298 + Math.round(8 * Math.sin((at * Math.PI) / 8)), 4, 12, 5),
            at % 2 ? "#f6efe0" : "#c7453b",
          ),
        )
      : "");
  const base = "M96 330H384C380 384 344 410 296 410H184C136 410 100 384 96 330Z";
  return (
    oval(240, 102, 28, 24, ink.dark) +
    ink.filled(
      cone,
      ink.base,
      bands +
        fill("M262 110C280 200 320 270 360 340H420V110Z", ink.dark, 'opacity=".35"') +
        stroke("M216 190C206 230 190 260 172 284", ink.light, 6, 'opacity=".6"'),
    ) +
    ink.filled(
      base,
      ink.base,
      (decorated
        ? repeat(11, (at) => fill(star(110 + at * 26, 366, 4, 13, 5), at % 2 ? "#e8c667" : "#f6efe0"))
        : stroke("M110 362H370", ink.dark, 4)) +
        fill("M320 320C316 360 300 390 280 420H420V320Z", ink.dark, 'opacity=".35"'),
    ) +
    stroke("M88 330H392", ink.deep, 13)
  );
};

const dish: Draw = (ink) => {
  const petals = (count: number, y: number, size: number, paint: string) =>
    repeat(
      count,
      (at) =>
        `<g transform="rotate(${(at * 360) / count} 240 244)">${fill(`M240 ${y}c${size} ${size} ${size} ${size * 2} 0 ${size * 3}c${-size} ${-size} ${-size} ${-size * 2} 0 ${-size * 3}z`, paint)}</g>`,
    );
  return (
    dot(240, 252, 168, ink.deep) +
    dot(240, 244, 168, "#f7f2e6") +
    `<circle cx="240" cy="244" r="158" fill="none" stroke="${ink.base}" stroke-width="12"/>` +
    petals(24, 100, 12, ink.base) +
    `<circle cx="240" cy="244" r="104" fill="none" stroke="${ink.dark}" stroke-width="4"/>` +
    petals(8, 160, 24, ink.base) +
    petals(8, 176, 10, "#e8c667") +
    fill(star(240, 244, 8, 26, 12), ink.dark)
  );
};

const bowl: Draw = (ink) =>
  oval(240, 252, 150, 46, ink.light) +
  oval(240, 256, 136, 38, ink.deep) +
  ink.filled(
    "M90 254C150 312 330 312 390 254C392 346 340 396 286 400V412H194V400C140 396 88 346 90 254Z",
    ink.base,
    fill("M320 250C330 330 300 390 260 420H420V250Z", ink.dark, 'opacity=".45"') +
      stroke("M116 312C124 346 148 370 172 382", ink.light, 8, 'opacity=".7"') +
      scatter(12, [130, 306, 220, 80], (x, y) => dot(x, y, 3, ink.dark)),
  );

export const ceramic: Draw = (ink) =>
  ink.tags.has("tagine") ? tagine(ink, true) : ink.tags.has("bowl") ? bowl(ink) : dish(ink);

const teapot: Draw = (ink) => {
  const body = mirrored(
    [0, 196],
    [52, 196],
    [60, 230, 112, 262, 112, 318],
    [112, 370, 76, 396, 60, 400],
    [0, 400],
  );
  return (
    stroke("M342 330C420 340 420 214 338 236", ink.dark, 17) +
    fill("M152 340C100 320 96 240 62 196L86 186C128 214 136 260 168 284Z", ink.dark) +
    ink.filled(
      body,
      ink.base,
      fill("M290 190C330 290 320 360 280 410H420V190Z", ink.dark, 'opacity=".4"') +
        stroke("M132 306C200 326 280 326 348 306M140 346C200 364 280 364 340 346", ink.deep, 4) +
        repeat(6, (at) => fill(star(150 + at * 36, 332, 8, 12, 5), ink.deep)) +
        stroke("M152 300C160 270 176 256 196 244", ink.light, 8),
    ) +
    ink.filled(
      mirrored([0, 122], [12, 128, 50, 150, 60, 196], [0, 198]),
      ink.light,
      fill("M262 120C290 150 296 180 290 200H340V120Z", ink.dark, 'opacity=".45"'),
    ) +
    stroke("M176 198H304", ink.deep, 8) +
    dot(240, 114, 15, ink.dark) +
    box(184, 396, 112, 16, ink.deep, 6)
  );
};

const teaGlasses: Draw = (ink) =>
  repeat(3, (at) => {
    const x = [92, 282, 187][at] ?? 92;
    const y = at === 2 ? 214 : 178;
    const paint = [ink.dark, ink.light, ink.base][at] ?? ink.base;
    return ink.filled(
      `M${x} ${y}H${x + 108}C${x + 98} ${y + 70} ${x + 92} ${y + 120} ${x + 96} ${y + 190}H${x + 12}C${x + 16} ${y + 120} ${x + 10} ${y + 70} ${x} ${y}Z`,
      paint,
      box(x, y, 108, 34, "#ffffff", 0, 0.35) +
        box(x + 22, y + 40, 10, 130, "#ffffff", 5, 0.4) +
        repeat(4, (n) => fill(star(x + 16 + n * 26, y + 66, 8, 10, 4), ink.metal)) +
        stroke(`M${x} ${y + 4}H${x + 110}`, ink.metal, 5),
    );
  });

const tray: Draw = (ink) => {
  const ring = (radius: number, width: number, paint: string, more = "") =>
    `<circle cx="240" cy="248" r="${radius}" fill="none" stroke="${paint}" stroke-width="${width}" ${more}/>`;
  return (
    dot(240, 256, 172, ink.deep) +
    dot(240, 248, 172, ink.base) +
    ring(160, 8, ink.light) +
    ring(138, 18, ink.dark, 'stroke-dasharray="4 8"') +
    ring(116, 4, ink.dark) +
    repeat(
      12,
      (at) => `<g transform="rotate(${at * 30} 240 248)">${fill(star(240, 160, 8, 15, 7), ink.dark)}</g>`,
    ) +
    fill(star(240, 248, 12, 62, 34), ink.dark) +
    fill(star(240, 248, 12, 36, 16), ink.light) +
    fill("M120 160C160 100 240 84 290 100C220 130 160 170 130 240Z", "#ffffff", 'opacity=".22"')
  );
};

export const table: Draw = (ink) => {
  if (ink.tags.has("teapot")) return teapot(ink);
  if (ink.tags.has("glasses")) return teaGlasses(ink);
  return ink.tags.has("tray") ? tray(ink) : tagine(ink, false);
};
