import { z } from "zod";
import { boughtTogether } from "../../models/bought-together.ts";
import { inShop, type Order } from "../../models/commerce.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { RecordKind, Records } from "../../models/ports/records.ts";

/** What was bought with one product; written anew now and then, so that a turn reads one record. */
const Companions = z.object({
  shopId: z.string(),
  productId: z.string(),
  /** Products, the likeliest first. */
  with: z.array(z.string()),
});
export type Companions = z.infer<typeof Companions>;

export const companionsKind: RecordKind<Companions, never> = {
  name: "companions",
  schema: Companions,
  id: ({ shopId, productId }) => inShop(shopId, productId),
  indexes: {},
};

/** Taste changes: older orders do not count. */
const forDays = 365;
/** Orders that count, at most: memory and time stay bounded. */
const mostOrders = 50_000;
const mostCompanions = 12;
const pageSize = 500;

export interface CompanionParts {
  shopId: string;
  orders: Records<Order, "customer" | "unfinished" | "unpaid">;
  companions: Records<Companions>;
  clock: Clock;
}

export interface Companionship {
  /** Ids of products that were bought with this one. */
  of(productId: string): Promise<string[]>;
  /** Reads the shop's orders and writes what they tell. A page at a time, so that others are served in between. */
  refresh(): Promise<void>;
}

export function companionship({ shopId, orders, companions, clock }: CompanionParts): Companionship {
  async function baskets(): Promise<string[][]> {
    const since = clock.now().getTime() - forDays * 24 * 3_600_000;
    const found: string[][] = [];
    for (let after: string | null = null; found.length < mostOrders; ) {
      const page: Order[] = await orders.page(after, pageSize);
      for (const order of page)
        if (order.shopId === shopId && counts(order) && Date.parse(order.placedAt) >= since)
          found.push(order.lines.flatMap(({ productId }) => productId ?? []));
      const last = page.at(-1);
      if (!last) break;
      after = inShop(last.shopId, last.number.toUpperCase());
    }
    return found;
  }

  /** What was written before and is no longer so. */
  async function outdated(now: ReadonlyMap<string, unknown>): Promise<Companions[]> {
    const found: Companions[] = [];
    for (let after: string | null = null; ; ) {
      const page: Companions[] = await companions.page(after, pageSize);
      for (const one of page)
        if (one.shopId === shopId && one.with.length > 0 && !now.has(one.productId))
          found.push({ ...one, with: [] });
      const last = page.at(-1);
      if (!last) return found;
      after = companionsKind.id(last);
    }
  }

  return {
    of: async (productId) => (await companions.get(inShop(shopId, productId)))?.doc.with ?? [],
    async refresh() {
      const together = boughtTogether(await baskets(), mostCompanions);
      const docs = [...together].map(([productId, found]) => ({
        shopId,
        productId,
        with: found.map(({ id }) => id),
      }));
      const all = [...docs, ...(await outdated(together))];
      for (let from = 0; from < all.length; from += pageSize)
        await companions.replace(all.slice(from, from + pageSize));
    },
  };
}

/** What was given back or never came about tells of no taste. */
const counts = ({ state }: Order): boolean =>
  state !== "cancelled" && state !== "returned" && state !== "pending";
