import type { Order, Parcel } from "./commerce.ts";
import { deliveryZone } from "./delivery-zone.ts";
import { type Shop, weekdays } from "./shop.ts";
import { daysAfter, localDay } from "./time-zone.ts";

/** A day may be wished for so long before. */
const mostDaysAhead = 14;

/** @param day YYYY-MM-DD */
export const weekdayOf = (day: string): (typeof weekdays)[number] =>
  weekdays[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7]!;

/** The days on which the shop can deliver, from tomorrow on; YYYY-MM-DD. */
export function deliveryDays(
  now: Date,
  { delivery, timeZone }: Pick<Shop, "delivery" | "timeZone">,
): string[] {
  const today = localDay(now, timeZone);
  return Array.from({ length: mostDaysAhead }, (_, index) => daysAfter(today, index + 1)).filter((day) =>
    delivery.weekdays.includes(weekdayOf(day)),
  );
}

/** The day by which an order was to be there: what its carrier says, else what the shopper wished or its zone promises. */
export function dueOn(order: Order, parcel: Parcel | null, city: string | null, shop: Shop): string | null {
  if (parcel?.expectedOn) return parcel.expectedOn;
  if (order.wantedOn) return order.wantedOn;
  const zone = city === null ? undefined : deliveryZone(city, shop);
  return zone ? daysAfter(localDay(new Date(order.placedAt), shop.timeZone), zone.days.max) : null;
}
