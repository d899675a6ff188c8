import { inLanguage, type LocalisedText } from "../../models/language.ts";
import type { Scene } from "../engine/flow.ts";

/** "Robe Lina (rouge, 38)": one version of a product in the shopper's words. */
export function variantName(
  { title, color, size }: { title: LocalisedText; color?: string | undefined; size?: string | undefined },
  { replies, language }: Pick<Scene<unknown>, "replies" | "language">,
): string {
  const details = [
    color && replies.label("color", color, language),
    size && replies.label("size", size, language),
  ].filter(Boolean);
  const name = inLanguage(title, language);
  return details.length > 0 ? `${name} (${details.join(language === "ar" ? "، " : ", ")})` : name;
}
