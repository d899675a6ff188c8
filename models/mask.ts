import type { Entity, EntityType } from "./ports/recogniser.ts";

/** What stands for personal data: it reads like it, so that the phrase can be learned from, and belongs to nobody. */
const standIns: Partial<Record<EntityType, string>> = {
  phone: "0000000000",
  email: "nom@example.com",
  order_number: "0000",
};
/** Whatever else is that long: account and card numbers, identity cards. */
const longNumber = /\d(?:[\s.-]?\d){5,}/g;
const address = /\b(?:https?:\/\/|www\.)\S+/giu;

/** Shorter parts of a name are words as well: "El", "de". */
const minNameChars = 3;

/** A message without what tells who wrote it: phone and order numbers, e-mail and web addresses, the writer's name. */
export function maskPersonal(text: string, entities: readonly Entity[], name: string | null): string {
  let masked = text;
  for (const { type, start, end } of entities.toSorted((a, b) => b.start - a.start)) {
    const standIn = standIns[type];
    if (standIn !== undefined) masked = masked.slice(0, start) + standIn + masked.slice(end);
  }
  const plain = masked
    .replace(address, "https://example.com")
    .replace(longNumber, (digits) => digits.replace(/\d/g, "0"));
  const names = (name?.split(/\s+/) ?? []).filter((part) => part.length >= minNameChars);
  return names.reduce((some, part) => some.replace(new RegExp(RegExp.escape(part), "giu"), "…"), plain);
}
