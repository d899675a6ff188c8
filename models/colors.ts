/** Who asks for blue means navy too: the shades that a colour's everyday name covers, by their keys. */
const shades: Record<string, string[]> = {
  blue: ["navy", "sky_blue", "turquoise"],
  red: ["burgundy"],
  green: ["khaki"],
  white: ["ivory", "cream"],
  beige: ["cream", "camel", "ivory"],
  brown: ["camel"],
  yellow: ["mustard"],
};

/** Whether a colour is what was asked for, or a shade of it. */
export const isColor = (color: string | undefined, wanted: string): boolean =>
  color === wanted || (color !== undefined && (shades[wanted]?.includes(color) ?? false));
