import type { Draw, Ink } from "./ink.ts";
import { both, box, dot, fill, mirrored, oval, repeat, star, stroke } from "./shapes.ts";

/** Scarves, hats, jewellery, watches and sunglasses. */

const silkSquare: Draw = (ink) => {
  const outline = "M240 92L388 240L240 388L92 240Z";
  const accent = "#f4ead3";
  return `<g transform="translate(0 10) rotate(6 240 240)">${ink.filled(
    outline,
    ink.base,
    stroke("M240 122L358 240L240 358L122 240Z", accent, 9) +
      stroke("M240 146L334 240L240 334L146 240Z", ink.light, 4) +
      fill(star(240, 240, 8, 58, 34), accent) +
      fill(star(240, 240, 8, 36, 18), ink.deep) +
      repeat(
        4,
        (at) => `<g transform="rotate(${at * 90} 240 240)">${fill(star(240, 172, 8, 13, 6), accent)}</g>`,
      ) +
      fill("M240 240L388 240L240 388Z", ink.dark, 'opacity=".22"'),
  )}</g>`;
};

const hijab: Draw = (ink) => {
  const veil = mirrored(
    [0, 76],
    [70, 76, 100, 140, 98, 210],
    [96, 260, 118, 300, 138, 370],
    [90, 410, 40, 414, 0, 414],
  );
  const face = mirrored([0, 126], [40, 126, 58, 160, 56, 200], [54, 244, 26, 268, 0, 270]);
  const lines = stroke(
    "M184 210C190 280 250 300 330 290M178 250C200 320 280 340 366 350M300 200C300 262 240 320 130 350",
    ink.dark,
    3.5,
  );
  return (
    ink.filled(
      veil,
      ink.base,
      both(fill("M310 120C320 220 340 300 390 400H480V100Z", ink.dark, 'opacity=".35"')) + lines,
    ) +
    fill(face, "#d6cfc6") +
    stroke("M184 200C182 150 206 126 240 126S298 150 296 200", ink.dark, 5)
  );
};

const longScarf: Draw = (ink) => {
  const fringe = (x: number, y: number) => repeat(7, (at) => stroke(`M${x + at * 11} ${y}v34`, ink.base, 4));
  const bands = (x: number, y: number) =>
    repeat(3, (at) => stroke(`M${x - 6} ${y + at * 18}h92`, ink.light, 6));
  return (
    fill("M164 130C120 180 128 250 150 372H228C220 260 222 200 236 160Z", ink.dark) +
    fringe(156, 370) +
    ink.filled(
      "M150 120C170 76 310 76 330 120C344 170 306 204 240 204S136 170 150 120Z",
      ink.base,
      stroke("M156 150C200 190 290 184 330 140M160 120C210 160 280 154 322 112", ink.dark, 4),
    ) +
    fill("M204 112C220 92 262 92 278 112C262 134 220 134 204 112Z", ink.deep) +
    ink.filled(
      "M232 178C250 160 320 156 326 176C330 250 322 310 332 380H246C250 310 240 240 232 178Z",
      ink.base,
      fill("M310 160C306 260 316 340 320 400H350V160Z", ink.dark, 'opacity=".5"') + bands(250, 314),
    ) +
    fringe(252, 380)
  );
};

export const scarf: Draw = (ink) =>
  ink.tags.has("silk") ? silkSquare(ink) : ink.tags.has("hijab") ? hijab(ink) : longScarf(ink);

export const hat: Draw = (ink) => {
  if (ink.tags.has("straw")) {
    const rings = repeat(4, (at) =>
      oval(
        240,
        330,
        176 - at * 20,
        58 - at * 8,
        "none",
        `stroke="${ink.dark}" stroke-width="2.5" opacity=".7"`,
      ),
    );
    return (
      oval(240, 336, 184, 64, ink.deep) +
      oval(240, 328, 184, 62, ink.base) +
      rings +
      ink.filled(
        "M144 318C144 200 170 150 240 150S336 200 336 318C310 344 170 344 144 318Z",
        ink.base,
        fill("M280 140C320 200 320 280 312 350H380V140Z", ink.dark, 'opacity=".4"') +
          repeat(7, (at) =>
            stroke(
              `M150 ${186 + at * 19}C200 ${200 + at * 19} 280 ${200 + at * 19} 330 ${186 + at * 19}`,
              ink.dark,
              2,
              'opacity=".7"',
            ),
          ) +
          stroke("M138 296C190 324 290 324 342 296", "#4b3a33", 30),
      )
    );
  }
  if (ink.tags.has("cap")) {
    return (
      ink.filled(
        "M112 300C110 180 170 130 244 130S370 190 370 300C300 284 190 284 112 300Z",
        ink.base,
        stroke("M240 130C200 170 190 240 192 300M244 130C296 170 306 240 304 300", ink.dark, 3) +
          fill("M320 130C350 200 352 260 348 320H400V130Z", ink.dark, 'opacity=".4"'),
      ) +
      dot(243, 131, 10, ink.dark) +
      ink.filled(
        "M112 300C200 280 330 286 382 306C420 322 444 346 436 362C400 346 330 330 250 332C180 334 116 342 104 330C102 318 104 306 112 300Z",
        ink.dark,
        stroke("M120 320C220 306 340 312 426 352", ink.light, 2, 'stroke-dasharray="8 6" opacity=".7"'),
      )
    );
  }
  return (
    dot(240, 118, 36, ink.light) +
    repeat(14, (at) =>
      stroke(`M240 118l${Math.round(36 * Math.cos(at))} ${Math.round(36 * Math.sin(at))}`, ink.base, 3),
    ) +
    ink.filled(
      "M128 330C116 200 168 146 240 146S364 200 352 330Z",
      ink.base,
      repeat(15, (at) =>
        stroke(
          `M${130 + at * 16} 350C${134 + at * 15.4} 250 ${170 + at * 10} 180 ${212 + at * 4} 148`,
          ink.dark,
          3.5,
          'opacity=".65"',
        ),
      ),
    ) +
    ink.filled(
      "M118 312H362C374 312 380 320 380 332V372C380 386 372 392 360 392H120C108 392 100 386 100 372V332C100 320 106 312 118 312Z",
      ink.base,
      repeat(20, (at) => stroke(`M${108 + at * 14} 312v84`, ink.dark, 4, 'opacity=".75"')),
    )
  );
};

const necklace: Draw = (ink) =>
  stroke("M132 96C132 230 190 292 240 300C290 292 348 230 348 96", ink.dark, 5, 'stroke-dasharray="8 5"') +
  fill("M240 284L310 370L240 352L170 370Z", ink.dark) +
  fill("M240 276L302 352L240 338L178 352Z", ink.base) +
  dot(240, 322, 15, "#b5313c") +
  dot(240, 262, 17, ink.base) +
  dot(240, 262, 9, "#2f8f8a") +
  both(dot(302, 250, 11, ink.base) + dot(302, 250, 5, "#e0a43a") + fill("M270 362l10 34-20 0z", ink.base)) +
  fill("M240 352l10 46h-20z", ink.base);

const earrings: Draw = (ink) => {
  const petal = (x: number) =>
    stroke(`M${x} 138C${x - 26} 104 ${x + 22} 86 ${x + 14} 128`, ink.dark, 6) +
    dot(x, 150, 14, ink.base) +
    dot(x - 4, 146, 4, "#ffffff") +
    fill(`M${x} 166C${x + 64} 240 ${x + 56} 340 ${x} 372C${x - 56} 340 ${x - 64} 240 ${x} 166Z`, ink.base) +
    fill(`M${x} 166C${x + 64} 240 ${x + 56} 340 ${x} 372Z`, ink.dark, 'opacity=".4"') +
    stroke(
      `M${x} 206C${x + 32} 256 ${x + 28} 316 ${x} 340C${x - 28} 316 ${x - 32} 256 ${x} 206Z`,
      ink.light,
      5,
    ) +
    dot(x, 288, 10, "#2f8f8a");
  return petal(160) + petal(320);
};

const bangle: Draw = (ink) =>
  oval(240, 280, 128, 96, "none", `stroke="${ink.deep}" stroke-width="46"`) +
  oval(240, 262, 128, 96, "none", `stroke="${ink.base}" stroke-width="46"`) +
  oval(240, 262, 128, 96, "none", `stroke="${ink.dark}" stroke-width="26" stroke-dasharray="3 9"`) +
  oval(240, 262, 150, 116, "none", `stroke="${ink.light}" stroke-width="4"`) +
  repeat(7, (at) =>
    fill(
      star(240 + 128 * Math.cos((at + 0.5) * 0.45), 262 + 96 * Math.sin((at + 0.5) * 0.45), 8, 15, 7),
      ink.light,
    ),
  );

const ring: Draw = (ink) =>
  oval(240, 286, 96, 100, "none", `stroke="${ink.deep}" stroke-width="30"`) +
  oval(240, 282, 96, 100, "none", `stroke="${ink.base}" stroke-width="24"`) +
  stroke("M152 316C164 356 196 382 232 386", ink.light, 6) +
  fill(star(240, 166, 8, 72, 54), ink.dark) +
  fill(star(240, 160, 8, 70, 52), ink.base) +
  fill(star(240, 160, 8, 44, 24), ink.deep) +
  dot(240, 160, 11, ink.light);

export const jewel: Draw = (ink) =>
  ink.tags.has("necklace")
    ? necklace(ink)
    : ink.tags.has("earrings")
      ? earrings(ink)
      : ink.tags.has("ring")
        ? ring(ink)
        : bangle(ink);

const face = (ink: Ink, women: boolean) =>
  women
    ? dot(240, 250, 76, ink.dark) +
      dot(240, 250, 66, "#fbf7f0") +
      repeat(12, (at) =>
        dot(240 + 54 * Math.sin((at * Math.PI) / 6), 250 - 54 * Math.cos((at * Math.PI) / 6), 4, ink.dark),
      ) +
      stroke("M240 250V210M240 250L268 262", ink.deep, 5)
    : dot(240, 250, 98, "#767b84") +
      dot(240, 250, 88, "#c9ced6") +
      dot(240, 250, 78, "#faf7f1") +
      repeat(
        12,
        (at) =>
          `<g transform="rotate(${at * 30} 240 250)">${box(237, 180, 6, at % 3 ? 10 : 18, "#44444e")}</g>`,
      ) +
      stroke("M240 250L214 222M240 250L278 210", "#33323a", 6) +
      dot(240, 250, 6, "#bf3b33") +
      box(334, 240, 16, 20, "#767b84", 3);

export const watch: Draw = (ink) => {
  if (ink.tags.has("digital")) {
    return (
      box(192, 62, 96, 356, ink.dark, 22) +
      repeat(6, (at) => dot(240, 84 + at * 14, 4, ink.deep)) +
      repeat(3, (at) => box(204, 356 + at * 18, 72, 7, ink.deep, 3)) +
      box(146, 150, 188, 188, ink.deep, 44) +
      box(156, 160, 168, 168, ink.base, 38) +
      box(178, 192, 124, 100, "#cdd8c2", 12) +
      `<text x="240" y="258" text-anchor="middle" font-family="DejaVu Sans Mono, monospace" font-weight="700" font-size="40" fill="#2c332a">10:08</text>` +
      box(334, 206, 10, 22, ink.deep, 4) +
      box(334, 256, 10, 22, ink.deep, 4)
    );
  }
  const women = ink.tags.has("women");
  const strap = women
    ? ink.filled(
        "M210 62H270V420H210Z",
        ink.base,
        repeat(30, (at) => stroke(`M210 ${66 + at * 12}l15 8l15 -8l15 8l15 -8`, ink.dark, 2.5)),
      )
    : ink.filled(
        "M202 58H278L288 200V300L278 424H202L192 300V200Z",
        ink.base,
        stroke(
          "M210 66L204 190M270 66L276 190M204 310L210 416M276 310L270 416",
          ink.light,
          2.5,
          'stroke-dasharray="8 6"',
        ) + repeat(4, (at) => oval(240, 346 + at * 19, 5, 4, ink.deep)),
      );
  return strap + face(ink, women);
};

export const sunglasses: Draw = (ink) => {
  const { tags } = ink;
  const metal = tags.has("aviator");
  const lens = metal
    ? "M258 206C300 194 372 196 396 208C406 262 384 318 336 320C286 318 256 264 258 206Z"
    : tags.has("cat-eye")
      ? "M260 222C300 196 372 186 422 176C420 250 396 306 340 306C286 306 258 268 260 222Z"
      : "M262 206H392C404 206 410 212 408 226L400 288C396 304 386 312 370 312H298C280 312 270 304 266 290L258 222C256 212 258 206 262 206Z";
  const glass = metal ? "#5b4a3a" : "#3a3440";
  const one =
    ink.filled(
      lens,
      glass,
      fill("M250 180L330 180L280 330H230Z", "#ffffff", 'opacity=".16"') +
        fill("M350 180L372 180L322 330H300Z", "#ffffff", 'opacity=".12"'),
    ) + stroke(lens, ink.base, metal ? 7 : 18);
  const arm = stroke(
    metal ? "M396 210C416 190 424 160 420 138" : "M404 214C424 190 430 160 426 132",
    ink.dark,
    metal ? 6 : 13,
  );
  const bridge = stroke(
    metal ? "M220 214C230 206 250 206 260 214M206 202H274" : "M214 232C226 214 254 214 266 232",
    ink.base,
    metal ? 6 : 14,
  );
  return `<g transform="translate(0 14)">${both(arm)}${both(one)}${bridge}</g>`;
};
