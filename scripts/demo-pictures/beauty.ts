import type { Draw, Ink } from "./ink.ts";
import { box, dot, fill, oval, repeat, star, stroke } from "./shapes.ts";

/** Bottles, jars, tubes and soaps. Labels carry an ornament, never a word. */

const ornament = (x: number, y: number, size: number, color: string) =>
  fill(star(x, y, 8, size, size * 0.48), color);

const label = (ink: Ink, x: number, y: number, width: number, height: number) =>
  box(x, y, width, height, "#fbf6ec", 5) +
  ornament(x + width / 2, y + height * 0.36, Math.min(width, height) * 0.2, ink.dark) +
  box(x + width * 0.25, y + height * 0.66, width * 0.5, 4, ink.dark, 2) +
  box(x + width * 0.34, y + height * 0.78, width * 0.32, 4, ink.dark, 2);

const shine = (x: number, y: number, height: number) => box(x, y, 10, height, "#ffffff", 5, 0.45);

export const perfume: Draw = (ink) => {
  if (ink.tags.has("oil")) {
    return (
      box(206, 96, 68, 110, ink.metal, 12) +
      stroke("M214 130H266M214 150H266", "#a9853a", 3) +
      ink.filled(
        "M190 204H290C300 204 304 212 304 222V392C304 406 296 412 284 412H196C184 412 176 406 176 392V222C176 212 180 204 190 204Z",
        ink.base,
        fill("M260 200V420H320V200Z", ink.dark, 'opacity=".3"'),
      ) +
      label(ink, 192, 252, 96, 116) +
      shine(184, 226, 150)
    );
  }
  const shape = ink.tags.has("oud") ? 2 : ink.tags.has("day") ? 1 : 0;
  const body =
    [
      "M130 226H350C362 226 368 232 368 244V390C368 404 360 412 346 412H134C120 412 112 404 112 390V244C112 232 118 226 130 226Z",
      "M240 192C330 192 366 250 366 314C366 372 330 412 240 412S114 372 114 314C114 250 150 192 240 192Z",
      "M164 206H316L356 286L330 400C328 408 322 412 314 412H166C158 412 152 408 150 400L124 286Z",
    ][shape] ?? "";
  return (
    box(204, 92, 72, 82, ink.deep, 10) +
    box(204, 92, 22, 82, ink.light, 10, 0.3) +
    box(216, 172, 48, 30, ink.metal, 3) +
    box(208, 192, 64, 14, ink.metal, 4) +
    ink.filled(
      body,
      ink.light,
      box(80, 262, 320, 180, ink.base) + fill("M300 180V420H400V180Z", ink.dark, 'opacity=".3"'),
    ) +
    label(ink, 188, 288, 104, 92) +
    shine(134, 262, 120)
  );
};

export const makeup: Draw = (ink) => {
  const { tags } = ink;
  if (tags.has("lipstick")) {
    return (
      box(184, 272, 112, 140, "#2f2c33", 8) +
      box(194, 216, 92, 62, ink.metal, 4) +
      shine(196, 284, 110) +
      ink.filled(
        "M206 218V142C206 118 258 84 274 92V218Z",
        ink.base,
        fill("M206 142C214 128 260 110 274 92V60H200Z", ink.light, 'opacity=".6"') +
          fill("M254 90V220H280V80Z", ink.dark, 'opacity=".5"'),
      ) +
      ornament(240, 342, 24, ink.metal)
    );
  }
  if (tags.has("kohl")) {
    return (
      stroke("M322 92L286 400", "#8a6a3a", 9) +
      dot(322, 88, 12, ink.metal) +
      ink.filled(
        "M190 96H226V150C226 168 290 214 290 302C290 372 260 412 208 412S126 372 126 302C126 214 190 168 190 150Z",
        ink.metal,
        fill("M230 90C262 220 262 340 230 420H320V90Z", "#8a6a3a", 'opacity=".45"') +
          stroke("M130 276C180 294 236 294 288 276M130 326C180 344 236 344 288 326", "#8a6a3a", 4),
      ) +
      ornament(208, 306, 24, ink.base) +
      dot(208, 88, 18, "#8a6a3a")
    );
  }
  if (tags.has("palette")) {
    const shades = [
      "#f0d9bd",
      "#e0b48c",
      "#c98f63",
      "#b3683f",
      "#f3e3d0",
      "#d6a15e",
      "#a4572f",
      "#7c3f28",
      "#e7c1a8",
      "#c27a5f",
      "#8f4a3c",
      "#4f2d24",
    ];
    return (
      box(92, 96, 296, 144, ink.deep, 14) +
      box(108, 112, 264, 112, "#dfe7ea", 8) +
      fill("M130 116H200L150 222H112V180Z", "#ffffff", 'opacity=".6"') +
      box(84, 244, 312, 168, ink.base, 14) +
      repeat(12, (at) =>
        box(104 + (at % 4) * 70, 258 + Math.floor(at / 4) * 49, 60, 40, shades[at] ?? ink.light, 7),
      )
    );
  }
  return (
    `<g transform="rotate(10 240 250)">${box(146, 96, 62, 300, ink.base, 18)}${box(146, 232, 62, 10, ink.metal)}${shine(156, 110, 108)}${ornament(177, 316, 20, ink.metal)}` +
    `${box(272, 232, 62, 164, ink.base, 18)}${box(272, 232, 62, 10, ink.metal)}${box(298, 200, 10, 34, "#6b6570")}${repeat(14, (at) => stroke(`M${288 - (at % 2)} ${98 + at * 8}h${30 + (at % 2) * 2}`, ink.deep, 4))}</g>`
  );
};

const jar = (ink: Ink) =>
  box(126, 188, 228, 66, ink.metal, 12) +
  stroke("M140 206H340M140 222H340", "#a9853a", 3, 'opacity=".6"') +
  ink.filled(
    "M134 252H346C358 252 362 260 362 270V374C362 398 348 410 326 410H154C132 410 118 398 118 374V270C118 260 122 252 134 252Z",
    ink.base,
    fill("M310 240V420H380V240Z", ink.dark, 'opacity=".3"'),
  ) +
  label(ink, 176, 276, 128, 108) +
  shine(132, 272, 108);

const dropper = (ink: Ink) =>
  box(214, 70, 52, 76, "#38343c", 24) +
  box(202, 138, 76, 50, ink.metal, 6) +
  ink.filled(
    "M206 186H274C274 216 322 214 322 254V388C322 404 312 412 298 412H182C168 412 158 404 158 388V254C158 214 206 216 206 186Z",
    ink.base,
    fill("M284 180V420H340V180Z", ink.dark, 'opacity=".35"'),
  ) +
  label(ink, 180, 270, 120, 114) +
  shine(168, 256, 130);

const tallBottle = (ink: Ink) =>
  box(212, 84, 56, 54, ink.metal, 8) +
  ink.filled(
    "M218 136H262C262 176 312 176 312 226V390C312 404 304 412 290 412H190C176 412 168 404 168 390V226C168 176 218 176 218 136Z",
    ink.base,
    fill("M278 140V420H330V140Z", ink.dark, 'opacity=".3"'),
  ) +
  label(ink, 184, 252, 112, 126) +
  shine(178, 226, 150);

const pump = (ink: Ink) =>
  stroke("M240 110V160M240 104H312V122", "#3f3a42", 14) +
  box(204, 150, 72, 34, "#3f3a42", 6) +
  ink.filled(
    "M176 182H304C318 182 324 190 324 204V388C324 404 316 412 300 412H180C164 412 156 404 156 388V204C156 190 162 182 176 182Z",
    ink.base,
    fill("M286 180V420H340V180Z", ink.dark, 'opacity=".3"'),
  ) +
  label(ink, 180, 232, 120, 140) +
  shine(166, 206, 170);

const pouch = (ink: Ink) =>
  ink.filled(
    "M136 118H344L360 396C360 406 354 412 346 412H134C126 412 120 406 120 396Z",
    "#d7bd94",
    fill("M300 110C310 220 316 320 320 420H400V110Z", "#b3946a", 'opacity=".55"') +
      box(120, 118, 240, 26, "#b3946a"),
  ) +
  label(ink, 170, 196, 140, 140) +
  oval(330, 404, 58, 16, ink.base) +
  fill("M282 404C296 364 364 360 378 404Z", ink.base) +
  dot(316, 392, 6, ink.dark) +
  dot(344, 394, 5, ink.dark);

export const care: Draw = (ink) => {
  const { tags } = ink;
  if (tags.has("serum") || tags.has("travel")) return dropper(ink);
  if (tags.has("clay") || tags.has("henna")) return pouch(ink);
  if (tags.has("shampoo")) return pump(ink);
  return tags.has("cream") || tags.has("mask") || tags.has("black-soap") ? jar(ink) : tallBottle(ink);
};

const nuts =
  fill("M86 396C86 364 128 358 140 384C150 408 96 424 86 396Z", "#8a5a2f") +
  fill("M346 392C352 362 398 364 402 392C404 416 346 420 346 392Z", "#a26c3a") +
  fill("M378 356C400 330 430 336 436 350C420 366 396 368 378 356Z", "#6f8f4e") +
  stroke("M100 390C110 376 124 376 130 386", "#c48d56", 4);

export const arganOil: Draw = (ink) => care(ink) + nuts;

const bars = (ink: Ink) =>
  repeat(3, (at) => {
    const paint = [ink.dark, ink.light, ink.base][at] ?? ink.base;
    const y = 340 - at * 72;
    return `<g transform="rotate(${[0, -3, 4][at]} 240 ${y})">${box(122, y + 14, 236, 60, ink.deep, 20)}${box(122, y, 236, 62, paint, 20)}${at === 2 ? ornament(240, y + 31, 22, ink.deep) + stroke(`M146 ${y + 12}H330`, "#ffffff", 4, 'opacity=".5"') : ""}</g>`;
  });

const giftSet = (ink: Ink) => {
  const weave = repeat(6, (row) =>
    repeat(19, (at) => stroke(`M${84 + at * 17 + (row % 2) * 8} ${318 + row * 16}h9`, "#8f6a3f", 5)),
  );
  return `<g transform="translate(-70 26) scale(.86)">${tallBottle({ ...ink, base: "#e3a2b1", dark: "#c07d8d" })}</g><g transform="translate(110 66) scale(.8)">${jar({ ...ink, base: "#43795a", dark: "#2f5a41" })}</g>${box(206, 214, 74, 120, "#c9a77b", 16)}${stroke("M214 250h58M214 272h58M214 294h58", "#a17f55", 4)}${ink.filled("M78 306H402L372 396C368 408 360 412 348 412H132C120 412 112 408 108 396Z", "#c79b62", weave)}${stroke("M78 308H402", "#8f6a3f", 12)}${fill("M240 322c-34-26-58 4-22 22c-30 6-22 38 4 20l18-20l18 20c26 18 34-14 4-20c36-18 12-48-22-22z", "#b5313c")}`;
};

export const soap: Draw = (ink) =>
  ink.tags.has("set") ? giftSet(ink) : ink.tags.has("bar") ? bars(ink) : jar(ink);
