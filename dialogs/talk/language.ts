import { Language } from "../../models/language.ts";
import { ask, flow, remember, say } from "../engine/flow.ts";

interface Values {
  language: Language;
}

const names: Record<Language, RegExp> = {
  fr: /fran[cç]ais|french|فرنس|fransi|faransi|fransawi/iu,
  ar: /arab|عرب|3a?rb|darija|دارج/iu,
  en: /english|anglais|انجليز|إنجليز|انكليز|ngliz|inglizi/iu,
};

/** A language that a text names, in any of the languages. */
export function namedLanguage(text: string): Language | null {
  const code = Language.safeParse(text);
  if (code.success) return code.data;
  const [only, ...others] = Language.options.filter((language) => names[language].test(text));
  return only && others.length === 0 ? only : null;
}

export const language = flow<Values>("assist.language", {
  version: 1,
  intents: ["assist.language"],
  slots: { language: { hears: namedLanguage, parse: namedLanguage } },
  steps: [
    ask("language", ({ shop, replies, language }) => ({
      reply: { key: "assist.language.ask" },
      options: shop.languages.map((value) => ({
        title: replies.render(`assist.language.${value}.button`, language),
        value,
      })),
    })),
    remember("language", ({ values }) => ({ language: values.language })),
    say("switched", () => ({ key: "assist.language.switched" })),
  ],
});
