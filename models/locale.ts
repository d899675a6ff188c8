import { z } from "zod";
import type { Language } from "./language.ts";

/** A training phrase and where it stands, so that a fault can be shown to the merchant. */
export interface Phrase {
  intent: string;
  text: string;
  /** Arabic only: `standard`, `maghrebi`, `gulf` or `arabizi`; from the file's name. */
  variety?: string;
  file: string;
  line: number;
}

/** Kinds of words that `entities.yaml` lists: key → words, the first of which is how we say it. */
export const wordKinds = ["color", "size", "category", "city"] as const;
export type WordKind = (typeof wordKinds)[number];
export const EntityWords = z.strictObject({
  color: z.record(z.string(), z.array(z.string()).min(1)),
  size: z.record(z.string(), z.array(z.string()).min(1)),
  category: z.record(z.string(), z.array(z.string()).min(1)),
  city: z.record(z.string(), z.array(z.string()).min(1)),
});
export type EntityWords = z.infer<typeof EntityWords>;

/** Reply key → its variants, each an ICU message. */
export type ReplyTexts = Record<string, string[]>;

/** Everything that merchants wrote for one language. */
export interface LocalePack {
  language: Language;
  phrases: Phrase[];
  words: EntityWords;
  replies: ReplyTexts;
}
