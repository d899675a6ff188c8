import type { Part } from "./parts.ts";

/** Parts as plain text, for mail programs and people who read no other. */
export const plainText = (parts: readonly Part[]): string => parts.map(textOf).filter(Boolean).join("\n\n");

function textOf(part: Part): string {
  switch (part.kind) {
    case "words":
      return part.text;
    case "picture":
      return [part.alt, part.url].filter(Boolean).join(": ");
    case "file":
      return [part.name, part.url].filter(Boolean).join(": ");
    case "card": {
      const line = [part.title, part.details].filter(Boolean).join(" – ");
      return part.number === null ? line : `${part.number}. ${line}`;
    }
    case "choices":
      return part.titles.map((title, place) => `${part.from + place}. ${title}`).join("\n");
  }
}
