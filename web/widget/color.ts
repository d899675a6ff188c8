const white = "#ffffff";
const ink = "#1c1917";
/** Readable on every colour on which white is not. */
const black = "#000000";
const leastContrast = 4.5;

type Rgb = [number, number, number];

const isHex = (color: string): boolean => /^#[0-9a-f]{6}$/i.test(color);
const toRgb = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
const toHex = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** Relative luminance: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red, green, blue] = toRgb(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 to 21: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Colours of the chat, each readable on the other (WCAG AA), made from the shop's own. */
export interface Palette {
  /** The shop's colour. */
  brand: string;
  /** Text on it. */
  onBrand: string;
  /** The shop's colour as text and lines on `soft` and on white: darkened as far as needed. */
  strong: string;
  /** A breath of the shop's colour. */
  soft: string;
}

/** @param color `#rrggbb`; anything else counts as `#0f766e` */
export function paletteOf(color: string): Palette {
  const brand = isHex(color) ? color.toLowerCase() : "#0f766e";
  const soft = mix(brand, white, 0.93);
  const steps = Array.from({ length: 21 }, (_, step) => mix(brand, black, step / 20));
  return {
    brand,
    onBrand: [white, ink].find((text) => contrast(text, brand) >= leastContrast) ?? black,
    strong: steps.find((shade) => contrast(shade, soft) >= leastContrast)!,
    soft,
  };
}

/** `share` of `other`, the rest of `color`. */
function mix(color: string, other: string, share: number): string {
  const toward = toRgb(other);
  return toHex(toRgb(color).map((part, index) => part + (toward[index]! - part) * share) as Rgb);
}
