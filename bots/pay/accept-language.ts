import type { Language } from "../../models/language.ts";

/**
 * The one of `languages` that a browser asks for most; null: none of them.
 * https://www.rfc-editor.org/rfc/rfc9110#field.accept-language
 */
export function acceptedLanguage(header: string, languages: readonly Language[]): Language | null {
  const asked = header.split(",").map((part) => {
    const [tag = "", ...terms] = part.trim().toLowerCase().split(";");
    const weight = terms
      .map((term) => /^\s*q=([\d.]+)$/.exec(term)?.[1])
      .find((found) => found !== undefined);
    return { language: tag.split("-")[0], weight: weight === undefined ? 1 : Number(weight) };
  });
  const best = asked
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ language }) => languages.find((one) => one === language));
  return best.find((one) => one !== undefined) ?? null;
}
