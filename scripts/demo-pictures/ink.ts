/** What a drawing is made with: the product's colour, its shades, and its tags. */
export interface Ink {
  base: string;
  /** One step and two steps below the base; one step above it. */
  dark: string;
  deep: string;
  light: string;
  metal: string;
  tags: ReadonlySet<string>;
  /** A filled outline and what lies inside it, cut at its edge. */
  filled(outline: string, fill: string, inside?: string): string;
}

/** Draws one product on a 480 × 480 canvas, centred on x = 240 and standing near y = 410. */
export type Draw = (ink: Ink) => string;

/** Colour keys of the catalogue as they are painted. */
export const paints: Record<string, string> = {
  black: "#33323a",
  white: "#f8f6f1",
  red: "#bf3b33",
  blue: "#3c73ae",
  navy: "#2a3c63",
  sky_blue: "#93c2e0",
  green: "#43795a",
  khaki: "#807d52",
  yellow: "#e6b93f",
  orange: "#dc7c3f",
  pink: "#e3a2b1",
  purple: "#6f4f8c",
  brown: "#724e39",
  beige: "#d8c3a2",
  camel: "#b98b5a",
  grey: "#8f939b",
  gold: "#c8a14d",
  silver: "#b8bdc6",
  burgundy: "#702738",
  turquoise: "#36a49e",
  ivory: "#f0e6d2",
  cream: "#f4ead3",
  mustard: "#cc9a35",
  multicolor: "#2f8f8a",
};

/** FNV-1a: spreads names evenly over 32 bits, and needs no state. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
}

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** `share` of `to` mixed into `from`; both are `#rrggbb`. */
export function mix(from: string, to: string, share: number): string {
  const target = channels(to);
  const mixed = channels(from).map((value, at) => Math.round(value + ((target[at] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** How bright a colour looks, 0 to 1 (Rec. 601 weights). */
export function brightness(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

export function inkFor(tags: readonly string[], base: string): Ink {
  let clips = 0;
  const isLight = brightness(base) > 0.8;
  const shadow = isLight ? "#8a7a68" : "#17131f";
  return {
    base,
    dark: mix(base, shadow, isLight ? 0.22 : 0.24),
    deep: mix(base, shadow, isLight ? 0.45 : 0.48),
    light: mix(base, "#ffffff", brightness(base) < 0.3 ? 0.16 : 0.3),
    metal: "#d8b25a",
    tags: new Set(tags),
    filled(outline, fill, inside = "") {
      const clip = `clip-${clips++}`;
      return (
        `<path d="${outline}" fill="${fill}"/>` +
        (inside &&
          `<clipPath id="${clip}"><path d="${outline}"/></clipPath>` +
            `<g clip-path="url(#${clip})">${inside}</g>`)
      );
    },
  };
}
