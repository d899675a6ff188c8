import type { Scene } from "../engine/flow.ts";

/** "Rabat" in the shopper's language, where our words know the city. */
export function cityName(city: string, { replies, language }: Pick<Scene, "replies" | "language">): string {
  const key = city
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
  return replies.knows("city", key) ? replies.label("city", key, language) : city;
}
