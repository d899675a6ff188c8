import type { Template } from "../activity.ts";
import type { Language } from "../language.ts";
import type { WordKind } from "../locale.ts";

export type ReplyParams = Record<string, string | number | Date | undefined>;

/** The shop's words. */
export interface Replies {
  /**
   * The text of a reply key. `variant` picks one of its variants (any integer; taken modulo their count).
   * @throws when the key is unknown: `locales:check` finds that before a shopper does.
   */
  render(key: string, language: Language, params?: ReplyParams, variant?: number): string;
  /** The template that says the same as a reply, by the shop's catalogue; null: there is none. */
  template(key: string, language: Language, params?: ReplyParams): Template | null;
  /** Whether the words of any language know this key: a category may be known and yet empty in this shop. */
  knows(kind: WordKind, key: string): boolean;
  /** How we say the key of a colour, size, category or city ("red" → "rouge"); the key itself if unknown. */
  label(kind: WordKind, key: string, language: Language): string;
}
