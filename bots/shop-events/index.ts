import type { Clock } from "../../models/ports/clock.ts";
import type { Commerce } from "../../models/ports/commerce.ts";
import type { Store } from "../../models/ports/store.ts";
import type { Shop } from "../../models/shop.ts";
import { mostEvents, ShopEvent } from "../../models/shop-events.ts";
import { createQueues } from "../queues.ts";
import { type ApplyServices, applyEvent } from "./apply.ts";
import type { Happened } from "./happened.ts";
import { EventRefused } from "./refused.ts";
import { takenEvents } from "./taken.ts";

/** What became of a body of events. Those at fault are named, the others are taken all the same. */
export interface EventsReport {
  taken: number;
  /** Taken before. */
  known: number;
  /** By the path of what is at fault, from the body on. */
  refused: { path: PropertyKey[]; message: string }[];
}

export interface ShopEvents {
  /** One event or a list, in the order in which they happened. @throws {StorageError} what was taken so far stays so */
  take(body: unknown): Promise<EventsReport>;
  /** Forgets which events were taken long ago. @returns how many */
  expire(): Promise<number>;
}

export interface ShopEventsOptions {
  shopId: string;
  store: Pick<Store, "conversations" | "records">;
  commerce: Pick<Commerce, "carts" | "orders" | "customers" | "inventory" | "reservations">;
  clock: Clock;
  shop(): Shop;
  happened: Happened;
}

export async function createShopEvents({
  shopId,
  store,
  commerce,
  clock,
  shop,
  happened,
}: ShopEventsOptions): Promise<ShopEvents> {
  const taken = await takenEvents(shopId, store.records, clock);
  const services: ApplyServices = {
    shopId,
    commerce,
    reservations: commerce.reservations,
    conversations: store.conversations,
    clock,
    shop,
    happened,
  };
  const inTurn = createQueues();

  /** It is noted last: whoever dies before does it again, and finds what is done. */
  async function takeOne(event: ShopEvent): Promise<"taken" | "known"> {
    const look = await taken.look(event);
    if (look === "other")
      throw new EventRefused(["id"], `Another event was told as ${event.id}: each has an id of its own.`);
    if (look === "known") return "known";
    await applyEvent(event, services);
    await taken.note(event);
    return "taken";
  }

  async function take(value: unknown, at: PropertyKey[], report: EventsReport): Promise<void> {
    const parsed = ShopEvent.safeParse(value);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        report.refused.push({ path: [...at, ...path], message });
      return;
    }
    try {
      report[await inTurn(subjectOf(parsed.data), () => takeOne(parsed.data))]++;
    } catch (error) {
      if (!(error instanceof EventRefused)) throw error;
      report.refused.push({ path: [...at, ...error.path], message: error.message });
    }
  }

  return {
    async take(body) {
      const report: EventsReport = { taken: 0, known: 0, refused: [] };
      if (!Array.isArray(body)) await take(body, [], report);
      else if (body.length === 0 || body.length > mostEvents)
        report.refused.push({ path: [], message: `a list of 1 to ${mostEvents} events` });
      else for (const [at, value] of body.entries()) await take(value, [at], report);
      return report;
    },
    expire: taken.expire,
  };
}

/** What two events must not be about at once. */
function subjectOf(event: ShopEvent): string {
  if ("number" in event) return `order:${event.number}`;
  return event.type === "cart.updated" ? `cart:${event.cart.id}` : `sku:${event.sku}`;
}
