import { containerBootstrap } from "@nlpjs/core";
import { LangFr } from "@nlpjs/lang-fr";
import { Nlp } from "@nlpjs/nlp";
import type { Phrase } from "../../models/locale.ts";

/** node-nlp's engine as its users run it, for one language, with everything off that a turn does not need. */
export async function nodeNlp(phrases: readonly Phrase[]): Promise<(text: string) => Promise<string>> {
  const container = await containerBootstrap();
  container.use(LangFr);
  const off = { autoSave: false, autoLoad: false, calculateSentiment: false, nlu: { log: false } };
  const nlp = new Nlp({ container, ...off });
  nlp.addLanguage("fr");
  for (const { text, intent } of phrases) nlp.addDocument("fr", text, intent);
  await nlp.train();
  return async (text) => (await nlp.process("fr", text)).intent;
}
