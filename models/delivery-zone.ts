import { countryOf } from "./cities.ts";
import type { Shop } from "./shop.ts";

export type DeliveryZone = Shop["delivery"]["zones"][number];

/** The zone that names a city; else, in the shop's own country, "everywhere else"; abroad, none. */
export function deliveryZone(
  city: string,
  shop: Pick<Shop, "delivery" | "country">,
): DeliveryZone | undefined {
  const named = shop.delivery.zones.find(({ cities }) => cities.includes(city));
  if (named || countryOf(city) !== shop.country) return named;
  return shop.delivery.zones.find(({ cities }) => cities.length === 0);
}
