/** The names of `{{1}}`, `{{2}}`, ... in a template's words, each once. */
export const placeholdersIn = (words: string): string[] => [
  ...new Set([...words.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name!)),
];
