import { z } from "zod";

/** The languages a shop can be answered in. `ar` covers the standard language and every dialect. */
export const languages = ["fr", "ar", "en"] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** What a message is written in; `other` is a language we do not serve. */
export type DetectedLanguage = Language | "other";

/** `latin` with language `ar` is Arabizi: Arabic in Latin letters and digits. */
export type Script = "latin" | "arabic";

/** A text in every language the shop serves; the shop's first language is always there. */
export const LocalisedText = z.partialRecord(Language, z.string());
export type LocalisedText = z.infer<typeof LocalisedText>;

/** The text in `language`, else in the first language that has one. Never undefined for parsed products. */
export function inLanguage(text: LocalisedText, language: Language): string {
  return text[language] ?? languages.map((other) => text[other]).find((found) => found !== undefined) ?? "";
}
