const shades: Record<string, string[]> = {
  blue: ["navy", "sky_blue", "turquoise"],
  red: ["burgundy"],
  green: ["khaki"],
  white: ["ivory", "cream"],
  beige: ["cream", "camel", "ivory"],
  brown: ["camel"],
  yellow: ["mustard"],
};

/** The shades that a colour's everyday name covers, by their keys: who asks for blue may like navy. */
export const shadesOf = (color: string): string[] => (Object.hasOwn(shades, color) && shades[color]) || [];
