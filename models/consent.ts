import { z } from "zod";
import type { RecordKind } from "./ports/records.ts";

const optOut =
  /^(?:stop|stopall|unsubscribe|arret|arrêt|arreter|arrêter|désabonner|desabonner|توقف|إيقاف|ايقاف|الغاء الاشتراك|إلغاء الاشتراك)$/iu;
const optIn = /^(?:start|unstop|subscribe|reprendre|abonner|اشتراك|ابدأ|ابدا)$/iu;

/**
 * Whether a message is nothing but the word that ends ("STOP", "ARRET", "توقف") or renews consent.
 * Carriers and laws demand that these words always work, whatever the conversation is about.
 */
export function consentWord(text: string): "out" | "in" | null {
  const word = text
    .trim()
    .replace(/[.!؟?]+$/u, "")
    .trim();
  if (optOut.test(word)) return "out";
  return optIn.test(word) ? "in" : null;
}

/** A shopper asked for news of the shop, or wants none any more: when, where, and in which words. */
export const ConsentStep = z.object({
  given: z.boolean(),
  at: z.iso.datetime(),
  conversationId: z.string(),
  channel: z.string(),
  /** What they wrote, or what the button said. */
  words: z.string(),
});
export type ConsentStep = z.infer<typeof ConsentStep>;

/** The proof that laws ask of a shop that writes to sell (GDPR, article 7; Morocco's law 09-08). Nothing is taken out. */
export const ConsentRecord = z.object({
  /** The contact. */
  id: z.string(),
  shopId: z.string(),
  steps: z.array(ConsentStep),
});
export type ConsentRecord = z.infer<typeof ConsentRecord>;

export const consentKind: RecordKind<ConsentRecord, never> = {
  name: "consents",
  schema: ConsentRecord,
  id: ({ id }) => id,
  indexes: {},
};

/** Whether they asked for news, and have not taken it back. */
export const hasOptedIn = (record: ConsentRecord | null): boolean => record?.steps.at(-1)?.given ?? false;
