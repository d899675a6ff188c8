import type { DetectedLanguage, Language, Script } from "../language.ts";

export const entityTypes = [
  "product",
  "color",
  "size",
  "quantity",
  "order_number",
  "city",
  "date",
  "phone",
  "email",
  "promo_code",
  "price_min",
  "price_max",
] as const;
export type EntityType = (typeof entityTypes)[number];

/** A value found in a text. `start` and `end` are UTF-16 offsets of the raw text; `value` is that substring. */
export interface Entity {
  type: EntityType;
  value: string;
  start: number;
  end: number;
  /**
   * One spelling per meaning: a colour's or city's key (`red`, `casablanca`), a size in capitals, a date as
   * YYYY-MM-DD, a phone number as E.164, a price in minor units, a product's or category's key.
   */
  normalized: string;
}

export interface IntentScore {
  name: string;
  /** 0 to 1. */
  score: number;
}

export interface Understanding {
  language: DetectedLanguage;
  script: Script;
  /** At most three, best first; the first is `None` when the text is out of scope. */
  intents: IntentScore[];
  entities: Entity[];
}

export interface UnderstandingContext {
  /** The language of the conversation so far; short texts follow it. */
  locale: Language;
  /** What the open question hopes for: lowers the bar for what fits. */
  expected?: { entities?: EntityType[]; intents?: string[] };
  /** For dates; the time of the event. */
  now: Date;
}

/** Pure once loaded, and fast: at most a few milliseconds for any input, never an exception. */
export interface Recogniser {
  understand(text: string, context: UnderstandingContext): Understanding;
}
