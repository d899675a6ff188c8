import type { Entity, EntityType, Understanding } from "../../models/ports/recogniser.ts";

/** "40 au lieu de 38", "40 بلاصة 38": what stands before is wanted, what stands after is what they have. */
const instead =
  /au lieu d|à la place d|a la place d|plut[oô]t qu|instead of|rather than|(?<!\p{L})بدل(?!\p{L})|بدلا من|عوض|بلاصة|بلاصت|bl?as[ae]?t?(?!\p{L})|3iwad|3[aw]+d/iu;

/**
 * The value of one kind that a text wishes for: of several, the one that is wanted instead of another, or else the last
 * ("du 38 au 40").
 */
export function wantedOf(
  type: EntityType,
  text: string,
  { entities }: Pick<Understanding, "entities">,
): string | null {
  const found = entities.filter((entity) => entity.type === type);
  if (found.length < 2) return found[0]?.normalized ?? null;
  const turn = instead.exec(text)?.index;
  const before = (entity: Entity): boolean => turn !== undefined && entity.end <= turn;
  return (found.findLast(before) ?? found.at(-1)!).normalized;
}
