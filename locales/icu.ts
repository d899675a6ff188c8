import { IntlMessageFormat } from "intl-messageformat";
import { localeTags } from "../models/format.ts";
import type { Language } from "../models/language.ts";

export type IcuElement = ReturnType<IntlMessageFormat["getAst"]>[number];

/** The parser's numbers for its elements; it declares them as an enum of a package that is not ours. */
const elementType = { literal: 0, date: 3, time: 4, pound: 7 } as const;

export interface IcuProblem {
  /** Characters from the beginning of the text. */
  offset: number;
  message: string;
}

/** @throws {SyntaxError} whose message is one of the parser's codes. `<` is a character like any other. */
export function parseIcu(text: string, language: Language, captureLocation = false): IcuElement[] {
  const options = { ignoreTag: true, captureLocation };
  return new IntlMessageFormat(text, localeTags[language], undefined, options).getAst();
}

export const literalText = (element: IcuElement): string | null =>
  element.type === elementType.literal && "value" in element ? element.value : null;

/** The name of the parameter an element shows or decides by; null for texts and for `#`. */
export const parameterOf = (element: IcuElement): string | null =>
  element.type !== elementType.literal && "value" in element ? element.value : null;

export const isDate = (element: IcuElement): boolean =>
  element.type === elementType.date || element.type === elementType.time;

/** The texts that a plural or select chooses among; null for other elements. */
export const branchesOf = (element: IcuElement): Record<string, IcuElement[]> | null =>
  "options" in element
    ? Object.fromEntries(Object.entries(element.options).map(([name, { value }]) => [name, value]))
    : null;

/** Names of all parameters, those inside plurals and selects too. */
export function parametersOf(elements: IcuElement[]): Set<string> {
  return new Set(everyElement(elements).flatMap((element) => parameterOf(element) ?? []));
}

/** Characters that are shown whatever the parameters are; of a plural's or select's texts, the longest. */
export function literalLength(elements: IcuElement[]): number {
  return elements.reduce((sum, element) => {
    const branches = Object.values(branchesOf(element) ?? {}).map(literalLength);
    return sum + Math.max([...(literalText(element) ?? "")].length, ...branches);
  }, 0);
}

export function everyElement(elements: IcuElement[]): IcuElement[] {
  return elements.flatMap((element) => [
    element,
    ...Object.values(branchesOf(element) ?? {}).flatMap(everyElement),
  ]);
}

/** What is wrong with a text that the parser accepts or not. Empty: nothing. */
export function icuProblems(text: string, language: Language): IcuProblem[] {
  const quote = /(?<!')(?:'')*'(?=[{}<>])/.exec(text);
  if (quote)
    return [{ offset: quote.index, message: "a straight apostrophe before a brace hides it: write ’" }];
  try {
    return everyElement(parseIcu(text, language, true)).flatMap((element) =>
      elementProblems(element, language),
    );
  } catch (error) {
    return [{ offset: syntaxOffset(error), message: explain(error instanceof Error ? error.message : "") }];
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
