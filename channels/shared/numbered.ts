/** Choices as text, for where there is no button; the server understands the number as the choice. */
export const numbered = (text: string, titles: readonly string[]): string =>
  [text, titles.map((title, at) => `${at + 1}. ${title}`).join("\n")].filter(Boolean).join("\n");
