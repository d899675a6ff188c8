import { localeTags } from "../models/format.ts";
import type { Language } from "../models/language.ts";
import { everyElement, type IcuElement, literalText, parseIcu } from "./icu.ts";

export interface IcuProblem {
  /** Characters from the beginning of the text. */
  offset: number;
  message: string;
}

/** What a text says, null when it cannot be read, and what is wrong with it, whether it can be read or not. */
export function inspectIcu(
  text: string,
  language: Language,
): { elements: IcuElement[] | null; problems: IcuProblem[] } {
  const quote = /(?<!')(?:'')*'(?=[{}<>])/.exec(text);
  if (quote) {
    const message = "a straight apostrophe before a brace hides it: write ’";
    return { elements: null, problems: [{ offset: quote.index, message }] };
  }
  try {
    const elements = parseIcu(text, language, true);
    const problems = everyElement(elements).flatMap((element) => elementProblems(element, language));
    return { elements, problems };
  } catch (error) {
    const message = explain(error instanceof Error ? error.message : "");
    return { elements: null, problems: [{ offset: syntaxOffset(error), message }] };
  }
}

function elementProblems(element: IcuElement, language: Language): IcuProblem[] {
  const offset = element.location?.start.offset ?? 0;
  const literal = literalText(element);
  if (literal !== null)
    return /[{}]/.test(literal)
      ? [{ offset: offset + literal.search(/[{}]/), message: "a brace without its other half: take it out" }]
      : [];
  if (!("pluralType" in element)) return [];
  const type = element.pluralType ?? "cardinal";
  const known = new Intl.PluralRules(localeTags[language], { type }).resolvedOptions().pluralCategories;
  return Object.keys(element.options)
    .filter((form) => !/^=\d+$/.test(form) && !(known as string[]).includes(form))
    .map((form) => ({
      offset,
      message: `the plural form "${form}" never happens in this language: it has ${known.join(", ")}, and =0, =1 …`,
    }));
}

function syntaxOffset(error: unknown): number {
  const { location } = error as { location?: { start: { offset: number } } };
  return location?.start.offset ?? 0;
}

function explain(code: string): string {
  switch (code) {
    case "MISSING_OTHER_CLAUSE":
      return "a plural or select needs the form other: add other {…}";
    case "EXPECT_ARGUMENT_CLOSING_BRACE":
    case "UNCLOSED_TAG":
      return "a brace is opened and not closed: add }";
    case "EMPTY_ARGUMENT":
      return "empty braces: name what stands there, such as {number}";
    case "MALFORMED_ARGUMENT":
      return "a placeholder is one name in braces, such as {number}";
    case "INVALID_ARGUMENT_TYPE":
      return "a placeholder's kind is plural, selectordinal, select, number, date or time";
    default:
      return `not a message that can be shown (${code.toLowerCase().replaceAll("_", " ")}): compare it with the other languages`;
  }
}
