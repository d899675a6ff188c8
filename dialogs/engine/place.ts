/** WGS 84, in degrees. */
export interface Point {
  latitude: number;
  longitude: number;
}

/** A point as a slot keeps it: https://www.rfc-editor.org/rfc/rfc5870 */
export const geoAddress = ({ latitude, longitude }: Point): string => `geo:${latitude},${longitude}`;

/** Null for any other text. */
export function placeOf(value: string): Point | null {
  const found = /^geo:(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)$/.exec(value);
  return found && { latitude: Number(found[1]), longitude: Number(found[2]) };
}
