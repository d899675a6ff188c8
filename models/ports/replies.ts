import type { Language } from "../language.ts";

export type ReplyParams = Record<string, string | number | Date | undefined>;

/** The shop's words. */
export interface Replies {
  /**
   * The text of a reply key. `variant` picks one of its variants (any integer; taken modulo their count).
   * @throws when the key is unknown: `locales:check` finds that before a shopper does.
   */
  render(key: string, language: Language, params?: ReplyParams, variant?: number): string;
  /** How we say the key of a colour, size, category or city ("red" → "rouge"); the key itself if unknown. */
  label(kind: "color" | "size" | "category" | "city", key: string, language: Language): string;
}
