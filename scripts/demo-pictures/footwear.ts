import type { Draw, Ink } from "./ink.ts";
import { box, dot, fill, oval, repeat, stroke } from "./shapes.ts";

/** Shoes in profile stand on y = 400 with the toe to the right; slippers and flat sandals are seen from above. */

/** The second shoe of the pair, behind and darker. */
const pairOf = (shoe: string) =>
  `<g transform="translate(-34 -52) scale(.94)" opacity=".72">${shoe}</g><g transform="translate(16 0)">${shoe}</g>`;

/** Both feet seen from above: `foot` is drawn on the right, mirrored for the left. */
const fromAbove = (foot: string) =>
  `<g transform="rotate(7 330 240)">${foot}</g><g transform="matrix(-1 0 0 1 480 0)"><g transform="rotate(7 330 240)">${foot}</g></g>`;

const court: Draw = (ink) => {
  const sole = fill(
    "M84 262C78 300 90 330 104 352L112 402H128L132 356C170 356 210 378 260 396C310 404 370 404 398 394C402 388 400 382 392 380Z",
    ink.deep,
  );
  const upper = ink.filled(
    "M80 236C90 226 104 226 112 236C140 292 190 330 246 330C290 330 360 362 394 380C400 388 396 392 384 393C320 398 270 392 240 378C190 352 150 346 118 350C94 330 76 280 80 236Z",
    ink.base,
    fill("M80 300C140 330 200 344 250 366C300 384 360 388 400 388V420H80Z", ink.dark, 'opacity=".5"') +
      stroke("M300 344C330 352 352 362 366 372", ink.light, 5, 'opacity=".7"'),
  );
  return pairOf(sole + upper);
};

const ballet: Draw = (ink) => {
  const upper = ink.filled(
    "M92 300C96 286 112 286 118 300C130 344 190 356 250 344C300 330 372 340 394 380C396 394 388 398 380 398H112C92 398 84 340 92 300Z",
    ink.base,
    fill("M80 366C180 384 300 372 400 376V420H80Z", ink.dark, 'opacity=".45"'),
  );
  const bow =
    fill("M290 338c-26-22-40-4-24 10zM290 338c22-26 40-10 28 8z", ink.dark) + dot(291, 339, 6, ink.deep);
  return pairOf(
    stroke("M104 402H384", ink.deep, 7) +
      upper +
      stroke("M104 300C120 350 200 360 262 342", ink.light, 4) +
      bow,
  );
};

const smart: Draw = (ink) => {
  const laces = ink.tags.has("laces");
  const upper = ink.filled(
    "M92 288C104 278 160 276 196 284C226 316 262 326 310 330C360 336 398 354 400 382H92C84 350 84 310 92 288Z",
    ink.base,
    fill("M80 352C180 366 300 356 410 366V400H80Z", ink.dark, 'opacity=".45"') +
      stroke("M318 334C334 346 340 362 340 384", ink.dark, 3) +
      stroke("M340 342C362 348 378 356 386 366", ink.light, 5, 'opacity=".6"'),
  );
  const tongue = fill("M98 288C112 300 160 302 192 286C160 270 112 276 98 288Z", ink.deep);
  const front = laces
    ? fill("M190 284C222 316 258 326 296 330L262 372C226 362 200 336 184 302Z", ink.dark) +
      repeat(4, (at) => stroke(`M${206 + at * 20} ${304 + at * 8}l22 14`, ink.light, 4))
    : fill("M214 306C236 318 262 326 292 330L280 362C254 360 226 348 204 330Z", ink.dark) +
      stroke("M236 322L274 346", ink.light, 6);
  return pairOf(
    fill("M88 378H402C408 392 402 400 394 402H202L196 394H170V406H92C86 396 86 386 88 378Z", ink.deep) +
      upper +
      tongue +
      front,
  );
};

export const shoe: Draw = (ink) =>
  ink.tags.has("heels") ? court(ink) : ink.tags.has("flats") ? ballet(ink) : smart(ink);

export const sneaker: Draw = (ink) => {
  const { tags } = ink;
  const running = tags.has("running");
  const soleWhite = "#fbf9f4";
  const sole = running
    ? fill("M78 372C150 362 330 372 410 366C418 388 404 404 384 404H96C78 404 72 388 78 372Z", soleWhite) +
      stroke("M84 392H404", ink.light, 6)
    : box(82, 374, 324, 30, soleWhite, 13) + stroke("M90 390H398", "#d5cec2", 2.5);
  const upper = ink.filled(
    "M94 274C104 262 128 268 150 280C168 288 184 278 196 268C224 304 270 326 324 332C374 338 404 354 404 380H88C82 344 84 300 94 274Z",
    ink.base,
    fill("M80 350C180 366 300 352 410 362V400H80Z", ink.dark, 'opacity=".3"') +
      (running
        ? stroke("M110 372C170 350 210 330 236 306M140 378C210 356 250 338 272 322", ink.light, 9)
        : fill("M86 300C110 306 128 330 130 380H80Z", ink.dark)) +
      (tags.has("canvas") ? fill("M346 330C330 346 328 366 330 384H420V330Z", soleWhite) : ""),
  );
  const tongue = fill("M150 280C168 288 184 278 196 268L206 252C190 250 164 262 150 280Z", ink.dark);
  const laces = repeat(4, (at) =>
    stroke(
      `M${200 + at * 25} ${290 + at * 12}l26 -14`,
      tags.has("canvas") || running || ink.base !== "#f8f6f1" ? soleWhite : ink.deep,
      5,
    ),
  );
  const stripe =
    !running && !tags.has("canvas")
      ? stroke("M196 372C212 350 228 334 244 322M226 374C242 354 258 340 272 330", ink.dark, 7)
      : "";
  return pairOf(sole + upper + tongue + laces + stripe);
};

const flatSandal = (ink: Ink) => {
  const bed =
    "M330 92C366 92 386 130 380 186C376 226 366 250 368 300C370 350 358 390 328 390C298 390 288 350 292 300C294 250 280 220 278 180C276 124 296 92 330 92Z";
  const men = ink.tags.has("men");
  const strap = men
    ? stroke(
        "M276 150C310 128 350 128 384 156M276 192C310 170 352 170 382 198",
        ink.base,
        26,
        'style="stroke-linecap:butt"',
      ) +
      stroke("M288 306C312 288 346 288 370 306", ink.base, 20, 'style="stroke-linecap:butt"') +
      box(360, 186, 12, 20, ink.metal, 2)
    : stroke("M278 150C310 170 350 200 376 232M384 150C352 170 310 200 286 232", ink.base, 18) +
      stroke("M290 300C316 280 344 280 370 300", ink.base, 14);
  return fill(bed, "#8d6a4b") + fill(bed, "#c7a27a", 'transform="translate(16.5 12) scale(.95)"') + strap;
};

const eveningSandal: Draw = (ink) =>
  pairOf(
    fill(
      "M92 300L104 402H136L144 340C190 350 240 384 290 396H396C402 386 396 378 384 378C320 376 260 340 200 314C160 296 120 286 92 300Z",
      ink.deep,
    ) +
      stroke("M100 298C150 288 200 310 250 338C300 366 340 376 388 378", ink.base, 12) +
      stroke(
        "M108 288C96 250 100 222 116 206C134 204 150 214 156 232C162 262 156 288 150 296",
        ink.base,
        11,
      ) +
      stroke("M290 362C300 334 330 326 356 372", ink.base, 14) +
      box(148, 226, 14, 16, ink.metal, 3),
  );

export const sandal: Draw = (ink) =>
  ink.tags.has("heels") ? eveningSandal(ink) : fromAbove(flatSandal(ink));

export const boot: Draw = (ink) => {
  const { tags } = ink;
  const top = tags.has("high") ? 92 : tags.has("laces") ? 196 : 186;
  const shaft = tags.has("high") ? 214 : 208;
  const upper = ink.filled(
    `M104 ${top}C140 ${top - 8} 180 ${top - 8} ${shaft} ${top}C${shaft - 4} 250 ${shaft + 4} 290 236 316C290 326 384 330 398 382H106C112 330 96 240 104 ${top}Z`,
    ink.base,
    fill(`M100 ${top - 10}C124 200 120 320 122 400H60V${top - 10}Z`, ink.dark, 'opacity=".45"') +
      fill("M100 352C200 366 300 356 410 366V400H100Z", ink.dark, 'opacity=".35"') +
      stroke("M330 338C356 346 374 356 382 368", ink.light, 5, 'opacity=".6"'),
  );
  const heel = tags.has("hiking")
    ? fill("M98 376H402C410 390 406 404 398 406H100C92 396 92 386 98 376Z", ink.deep) +
      repeat(13, (at) => box(108 + at * 23, 398, 12, 12, ink.deep))
    : fill(
        "M102 378H400C408 390 402 400 394 402H206L198 392H176L172 408H106C100 396 98 388 102 378Z",
        ink.deep,
      );
  const detail = tags.has("laces")
    ? fill(
        `M180 ${top + 4}C186 260 200 300 246 326L284 330L262 366C210 350 176 300 168 ${top + 6}Z`,
        ink.dark,
      ) + repeat(6, (at) => stroke(`M${174 + at * at * 2.4} ${top + 22 + at * 24}l24 -7`, "#efe2c8", 5))
    : tags.has("ankle")
      ? fill(`M148 ${top + 2}h40C186 250 190 280 196 302H156C150 260 148 230 148 ${top + 2}Z`, ink.deep) +
        repeat(6, (at) => stroke(`M${153 + at * 6.5} ${top + 8}L${160 + at * 6} 298`, ink.dark, 2)) +
        stroke(`M110 ${top - 2}v-16`, ink.base, 9)
      : stroke(`M128 ${top + 8}C136 220 136 300 140 366`, ink.light, 3, 'opacity=".6"') +
        stroke("M112 306C150 320 190 322 228 312", ink.dark, 4);
  return pairOf(heel + upper + detail);
};

export const babouche: Draw = (ink) => {
  const slipper =
    "M326 70C346 110 382 160 384 230C386 300 378 390 330 390C282 390 274 300 276 230C278 160 308 110 326 70Z";
  const opening =
    "M330 236C360 236 368 260 366 300C364 350 356 374 330 374C304 374 296 350 294 300C292 260 300 236 330 236Z";
  const embroidery = ink.tags.has("embroidered")
    ? stroke("M330 120C350 150 350 180 330 206C310 180 310 150 330 120Z", "#fff3d0", 4) +
      repeat(7, (at) => dot(294 + at * 12, 222 - Math.abs(3 - at) * -3, 3.5, "#fff3d0")) +
      dot(330, 162, 6, "#fff3d0")
    : stroke("M326 84C330 130 332 180 330 228", ink.dark, 3);
  return fromAbove(
    ink.filled(slipper, ink.base, fill("M352 60C380 160 372 300 350 400H420V60Z", ink.dark, 'opacity=".4"')) +
      fill(opening, "#e3cba6") +
      oval(330, 318, 24, 44, "#d3b68a") +
      stroke("M294 296C292 260 300 236 330 236C360 236 368 260 366 296", ink.deep, 5) +
      embroidery,
  );
};
