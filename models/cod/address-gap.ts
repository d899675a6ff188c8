import type { Address } from "../commerce.ts";

/**
 * What a courier misses in an address, 0 to 1. A shared location or a landmark stands for the number of a house, as half of
 * the streets have none.
 */
export function addressGap({ street, area, landmark, location, name }: Address): number {
  if (location) return name.trim().includes(" ") ? 0 : 0.1;
  const letters = street.match(/\p{L}/gu)?.length ?? 0;
  const gaps = [
    letters < 6 && 0.4,
    !/\d/.test(street) && landmark === undefined && 0.3,
    area === undefined && landmark === undefined && !/[,،]/.test(street) && 0.2,
    !/\p{L}\s+\p{L}/u.test(name) && 0.1,
  ];
  return Math.min(
    1,
    gaps.reduce((sum: number, gap) => sum + (gap || 0), 0),
  );
}
