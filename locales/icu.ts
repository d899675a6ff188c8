import { IntlMessageFormat } from "intl-messageformat";
import { localeTags } from "../models/format.ts";
import type { Language } from "../models/language.ts";

export type IcuElement = ReturnType<IntlMessageFormat["getAst"]>[number];

/** The parser's numbers for its elements; it declares them as an enum of a package that is not ours. */
const elementType = { literal: 0, date: 3, time: 4, pound: 7 } as const;

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
