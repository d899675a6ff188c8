import type { Content } from "../../models/activity.ts";
import { htmlPage } from "./html.ts";
import { type Part, partsOf } from "./parts.ts";
import { plainText } from "./plain-text.ts";
import { subjectOf } from "./reference.ts";

/** An e-mail before it is known what it answers. */
export interface Email {
  /** Where it answers none. */
  subject: string;
  text: string;
  html: string;
}

/** Null: there is nothing to show. */
export function toEmail(
  content: Content,
  options: { shopName: string; locale: string | undefined; publicUrl: string | undefined },
): Email | null {
  const locale = options.locale ?? (isArabic(content.text ?? "") ? "ar" : "en");
  const parts = partsOf(content, locale, options.publicUrl);
  const [first] = parts;
  if (!first) return null;
  return {
    subject: subjectOf(`${options.shopName} – ${firstWords(first)}`),
    text: plainText(parts),
    html: htmlPage(parts, locale),
  };
}

const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);

function firstWords(part: Part): string {
  switch (part.kind) {
    case "words":
      return part.text;
    case "picture":
      return part.alt;
    case "file":
      return part.name;
    case "card":
      return part.title;
    case "choices":
      return part.titles.join(", ");
  }
}
