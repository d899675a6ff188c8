/** One septet each. 3GPP TS 23.038, section 6.2.1; without ESC, which no text holds. */
const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Two septets each: an escape goes before. Section 6.2.1.1. */
const extension = new Set("\f^{}\\[~]|€");

/** In how many parts, each of them paid, an SMS travels. */
export interface Segments {
  encoding: "GSM-7" | "UCS-2";
  count: number;
}

/** What fits into an SMS that travels alone, and into each part of a longer one, whose header takes the rest. */
const room = { "GSM-7": { alone: 160, part: 153 }, "UCS-2": { alone: 70, part: 67 } } as const;

/**
 * One character outside GSM-7 makes the whole message UCS-2, with less than half the room; an emoji counts two there.
 * What counts two is never divided between two parts. https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding
 */
export function segments(text: string): Segments {
  const characters = [...text];
  const encoding = characters.every(isGsm) ? "GSM-7" : "UCS-2";
  const sizes = characters.map((one) => (encoding === "UCS-2" ? one.length : extension.has(one) ? 2 : 1));
  const { alone, part } = room[encoding];
  const whole = sizes.reduce<number>((sum, size) => sum + size, 0);
  return { encoding, count: whole <= alone ? Math.min(whole, 1) : partsOf(sizes, part) };
}

export const isGsm = (character: string): boolean => basic.has(character) || extension.has(character);

function partsOf(sizes: readonly number[], part: number): number {
  let count = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > part) {
      count += 1;
      used = 0;
    }
    used += size;
  }
  return count;
}
