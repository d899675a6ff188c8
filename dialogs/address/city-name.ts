import type { Scene } from "../engine/flow.ts";

type Words = Pick<Scene, "replies" | "language">;

/** The key of a city by its key or its name as in French or English, where our words know it. */
export function cityKey(city: string, { replies }: Pick<Words, "replies">): string | null {
  const key = city
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
  return replies.knows("city", key) ? key : null;
}

/** "Rabat" in the shopper's language, where our words know the city. */
export function cityName(city: string, words: Words): string {
  const key = cityKey(city, words);
  return key === null ? city : words.replies.label("city", key, words.language);
}
