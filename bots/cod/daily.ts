import type { CodCase } from "../../models/cod/case.ts";
import { isUnconfirmed } from "../../models/cod/case.ts";
import type { Order, OrderState } from "../../models/commerce.ts";
import { localDay } from "../../models/time-zone.ts";
import type { CodServices } from "./services.ts";

const dayMs = 86_400_000;

/** Tells who gets a parcel tomorrow, and ends what ended elsewhere: cancelled by staff, delivered as the carrier says. */
export async function codEachDay(services: CodServices): Promise<void> {
  for (const kept of await services.cases.open()) {
    const order = await services.commerce.orders.getOrder(kept.number);
    const outcome = order ? ends[order.state] : "cancelled";
    if (outcome) await services.cases.change(kept.number, (one) => ({ ...one, outcome }));
    else await tellTheDayBefore(kept, order!, services);
  }
}

const ends: Partial<Record<OrderState, NonNullable<CodCase["outcome"]>>> = {
  cancelled: "cancelled",
  delivered: "delivered",
  returned: "delivered",
  refused: "refused",
};

async function tellTheDayBefore(
  { conversationId, number, band }: CodCase,
  order: Order,
  { clock, shop, begin }: CodServices,
): Promise<void> {
  const day = order.parcel?.expectedOn ?? order.wantedOn;
  const tomorrow = localDay(new Date(clock.now().getTime() + dayMs), shop().timeZone);
  const isSure = band === "pass" || !isUnconfirmed(order);
  if (conversationId === null || day !== tomorrow || !isSure) return;
  await begin(
    conversationId,
    { flow: "cod.eve", slots: { number, day }, purpose: "service" },
    clock.now(),
    `eve:cod:${number}:${day}`,
  );
}
