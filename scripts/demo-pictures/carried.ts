import type { Draw } from "./ink.ts";
import { box, dot, fill, oval, repeat, star, stroke } from "./shapes.ts";

/** Bags, wallets and belts. */

const tote: Draw = (ink) => {
  const handles = (color: string, y: number) =>
    stroke(`M180 ${y + 92}C180 ${y - 20} 300 ${y - 20} 300 ${y + 92}`, color, 13);
  const body = "M116 190H364L384 396C384 408 376 414 366 414H114C104 414 96 408 96 396Z";
  return (
    handles(ink.deep, 96) +
    ink.filled(
      body,
      ink.base,
      fill("M116 190H364L368 226H112Z", ink.light, 'opacity=".5"') +
        fill("M330 180C336 280 344 360 350 430H420V180Z", ink.dark, 'opacity=".45"') +
        stroke("M100 388H382", ink.dark, 3, 'stroke-dasharray="9 7"'),
    ) +
    handles(ink.dark, 112) +
    dot(180, 208, 7, ink.metal) +
    dot(300, 208, 7, ink.metal) +
    box(226, 262, 28, 36, ink.dark, 4) +
    dot(240, 276, 4, ink.metal)
  );
};

const crossbody: Draw = (ink) => {
  const round = ink.tags.has("saddle");
  const strap = stroke("M124 232C90 60 390 60 356 232", ink.dark, 9);
  const body = round
    ? "M108 216H372V300C372 372 320 408 240 408S108 372 108 300Z"
    : "M104 210H376V374C376 394 364 404 346 404H134C116 404 104 394 104 374Z";
  const flap = round
    ? "M100 206C100 196 108 192 116 192H364C372 192 380 196 380 206C380 280 320 322 240 322S100 280 100 206Z"
    : "M96 204C96 194 104 190 112 190H368C376 190 384 194 384 204L372 290C368 306 356 312 340 312H140C124 312 112 306 108 290Z";
  return (
    strap +
    ink.filled(body, ink.dark) +
    ink.filled(flap, ink.base, fill("M96 190H384L380 214H100Z", ink.light, 'opacity=".5"')) +
    stroke(
      round
        ? "M112 212C114 270 170 310 240 310S366 270 368 212"
        : "M108 210L120 288C122 296 130 300 140 300H340C350 300 358 296 360 288L372 210",
      ink.light,
      2,
      'stroke-dasharray="7 6"',
    ) +
    dot(124, 214, 9, ink.metal) +
    dot(356, 214, 9, ink.metal) +
    box(222, 286, 36, 42, ink.metal, 8) +
    box(231, 298, 18, 18, ink.deep, 4)
  );
};

const clutch: Draw = (ink) => {
  const links = repeat(16, (at) =>
    oval(
      132 + at * 14.5,
      250 - Math.round(118 * Math.sin((Math.PI * (at + 0.5)) / 16)),
      8,
      4.5,
      "none",
      `stroke="${ink.metal}" stroke-width="3.5"`,
    ),
  );
  return (
    links +
    ink.filled(
      "M84 262C84 244 96 238 112 238H368C384 238 396 244 396 262L388 384C386 398 378 404 364 404H116C102 404 94 398 92 384Z",
      ink.base,
      fill("M84 238L220 404H84Z", ink.light, 'opacity=".4"') +
        fill("M300 230L240 410H420V230Z", ink.dark, 'opacity=".35"'),
    ) +
    stroke("M92 256H388", ink.metal, 10) +
    dot(228, 246, 13, "#fff4d6") +
    dot(252, 246, 13, ink.metal)
  );
};

const backpack: Draw = (ink) => {
  const leather = "#8a5d3b";
  return (
    stroke("M204 96C204 50 276 50 276 96", ink.deep, 12) +
    stroke("M136 190C100 240 100 330 132 376M344 190C380 240 380 330 348 376", ink.deep, 18) +
    ink.filled(
      "M134 190C134 120 180 88 240 88S346 120 346 190V386C346 402 336 410 322 410H158C144 410 134 402 134 386Z",
      ink.base,
      fill("M310 80C330 180 326 320 318 420H400V80Z", ink.dark, 'opacity=".45"'),
    ) +
    ink.filled(
      "M128 176C132 116 180 86 240 86S348 116 352 176C352 208 320 222 240 222S128 208 128 176Z",
      ink.light,
      stroke("M140 190C170 214 310 214 340 190", ink.dark, 2, 'stroke-dasharray="7 6"'),
    ) +
    ink.filled(
      "M162 282H318V384C318 392 312 396 304 396H176C168 396 162 392 162 384Z",
      ink.dark,
      fill("M162 282H318V306H162Z", ink.deep),
    ) +
    box(192, 176, 20, 92, leather, 5) +
    box(268, 176, 20, 92, leather, 5) +
    box(190, 238, 24, 18, ink.metal, 3) +
    box(266, 238, 24, 18, ink.metal, 3)
  );
};

const palmBasket: Draw = (ink) => {
  const weave = repeat(9, (row) =>
    repeat(16, (at) =>
      stroke(`M${84 + at * 21 + (row % 2) * 10} ${232 + row * 21}l10 12l10 -12`, ink.dark, 3.5),
    ),
  );
  const colours = ["#c7453b", "#e0a43a", "#2f8f8a"];
  const bands = ink.tags.has("beach")
    ? repeat(3, (at) =>
        stroke(
          `M70 ${282 + at * 26}C180 ${296 + at * 26} 300 ${296 + at * 26} 410 ${282 + at * 26}`,
          colours[at] ?? ink.dark,
          9,
          'opacity=".8"',
        ),
      )
    : "";
  return (
    stroke("M160 236C160 90 320 90 320 236", "#8a5d3b", 14) +
    oval(240, 230, 156, 24, ink.deep) +
    ink.filled(
      "M84 230C140 256 340 256 396 230L364 380C356 408 330 412 300 412H180C150 412 124 408 116 380Z",
      ink.base,
      weave + bands,
    ) +
    stroke("M84 230C140 256 340 256 396 230", ink.dark, 7) +
    stroke("M168 250C168 130 312 130 312 250", "#a8744b", 14)
  );
};

export const bag: Draw = (ink) => {
  const { tags } = ink;
  if (tags.has("clutch")) return clutch(ink);
  if (tags.has("backpack")) return backpack(ink);
  if (tags.has("basket-bag")) return palmBasket(ink);
  return tags.has("crossbody") ? crossbody(ink) : tote(ink);
};

export const wallet: Draw = (ink) => {
  const stitch = (path: string) => stroke(path, ink.light, 2.5, 'stroke-dasharray="8 6"');
  if (ink.tags.has("card-holder")) {
    return (
      `<g transform="rotate(-8 240 280)">${box(150, 130, 180, 120, "#e9e1d3", 10)}${box(150, 150, 180, 24, "#4a4a55")}` +
      `${box(140, 186, 200, 60, "#c98f5a", 10)}` +
      `${ink.filled("M128 216H352V372C352 386 344 394 330 394H150C136 394 128 386 128 372Z", ink.base, fill("M128 262C200 240 280 240 352 262V400H128Z", ink.dark, 'opacity=".5"') + fill("M128 312C200 292 280 292 352 312V400H128Z", ink.dark, 'opacity=".5"'))}` +
      `${stitch("M138 226V370C138 380 144 384 152 384H328C336 384 342 380 342 370V226")}</g>`
    );
  }
  if (ink.tags.has("women")) {
    return (
      ink.filled(
        "M92 176H388C404 176 412 186 412 202V368C412 384 404 394 388 394H92C76 394 68 384 68 368V202C68 186 76 176 92 176Z",
        ink.base,
        fill("M68 300L412 240V400H68Z", ink.dark, 'opacity=".35"'),
      ) +
      stroke("M84 192H396M396 192V378H84V192", ink.metal, 5) +
      stroke("M396 196L418 250", ink.metal, 5) +
      box(410, 246, 14, 40, ink.dark, 6) +
      stitch("M104 212H376V358H104Z") +
      fill(star(240, 285, 8, 22, 10), ink.metal)
    );
  }
  return (
    fill("M108 168H364C378 168 386 176 386 190V378C386 392 378 400 364 400H108Z", ink.deep) +
    box(128, 150, 230, 60, "#e4ddcf", 6) +
    ink.filled(
      "M94 184H352C366 184 374 192 374 206V384C374 398 366 406 352 406H108C96 406 88 398 88 386V192Z",
      ink.base,
      fill("M88 330L380 260V420H88Z", ink.dark, 'opacity=".35"'),
    ) +
    stitch("M104 200H358V390H104Z") +
    box(286, 340, 50, 26, ink.dark, 4)
  );
};

export const belt: Draw = (ink) => {
  const strap = "M240 250m-128 0a128 96 0 1 0 256 0a128 96 0 1 0 -256 0";
  if (ink.tags.has("caftan")) {
    return (
      stroke(strap, ink.base, 56) +
      stroke(strap, ink.light, 3, 'stroke-dasharray="10 8" transform="translate(0 -18)"') +
      stroke(strap, ink.dark, 3, 'stroke-dasharray="10 8" transform="translate(0 18)"') +
      fill(star(240, 346, 8, 66, 46), ink.dark) +
      fill(star(240, 346, 8, 52, 34), ink.light) +
      fill(star(240, 346, 8, 30, 14), ink.deep) +
      dot(240, 346, 9, "#b5313c")
    );
  }
  const braid = ink.tags.has("braided")
    ? stroke(strap, ink.dark, 30, 'stroke-dasharray="5 11"') +
      stroke(strap, ink.light, 3, 'stroke-dasharray="11 5"')
    : stroke(
        strap,
        ink.light,
        2.5,
        'stroke-dasharray="9 7" transform="translate(240 250) scale(1.09) translate(-240 -250)"',
      );
  return (
    `<g transform="translate(0 20)">${stroke(strap, ink.deep, 40, 'transform="translate(0 10)"')}${stroke(strap, ink.base, 40)}${braid}` +
    `${stroke("M250 346L370 372", ink.base, 38)}${repeat(ink.tags.has("braided") ? 0 : 4, (at) => dot(296 + at * 22, 356 + at * 5, 4, ink.deep))}` +
    `<rect x="196" y="314" width="62" height="66" rx="9" fill="none" stroke="${ink.metal}" stroke-width="11"/>${stroke("M200 347H262", ink.metal, 8)}</g>`
  );
};
