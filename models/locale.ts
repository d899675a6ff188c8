import { z } from "zod";
import { Language } from "./language.ts";

/** A training phrase and where it stands, so that a fault can be shown to the merchant. */
export interface Phrase {
  intent: string;
  text: string;
  /** Arabic only: `standard`, `maghrebi`, `gulf` or `arabizi`; from the file's name. */
  variety?: string;
  file: string;
  line: number;
  /** From a folder laid over the one we ship. */
  own?: true;
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

/** Notion of a shop's talk (`order`, `late`, `money_back`) → its words and stems. */
export type ConceptWords = Record<string, string[]>;

/** `concepts.yaml`: the words of each notion, by language; a word with `*` is found with any ending, `=word` as it stands only. */
export const Concepts = z.record(z.string(), z.partialRecord(Language, z.array(z.string()).min(1)));
export type Concepts = z.infer<typeof Concepts>;

/** Reply key → its variants, each an ICU message. */
export type ReplyTexts = Record<string, string[]>;

/** Everything that merchants wrote for one language. */
export interface LocalePack {
  language: Language;
  phrases: Phrase[];
  words: EntityWords;
  concepts: ConceptWords;
  replies: ReplyTexts;
}
