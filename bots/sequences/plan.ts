import { inShop } from "../../models/commerce.ts";
import type { Enrolment } from "../../models/sequence/enrolment.ts";
import { enrolmentId } from "../../models/sequence/enrolment.ts";
import { type Open, type Planned, plan } from "../../models/sequence/plan.ts";
import type { SequenceServices } from "./services.ts";
import { shopperOf, situationOf } from "./standing.ts";

/** What one shopper would get, and why not. */
export interface ShopperPlan {
  contactId: string;
  /** As they are called, where that is known. */
  name: string | null;
  planned: Planned[];
}

export interface PlanPage {
  shoppers: ShopperPlan[];
  /** After which the next page goes on; null: there are no more. */
  next: string | null;
}

/**
 * Who would get what until an instant, as things stand: nothing is begun, sent or written. A page looks at `limit`
 * enrolments at most, those of one shopper together.
 */
export async function planPage(
  { until, after, limit }: { until: Date; after: string | null; limit: number },
  services: SequenceServices,
): Promise<PlanPage> {
  const { shopId, enrolments } = services;
  const page = await enrolments.page(after ?? inShop(shopId, ""), limit);
  const rows = page.filter((one) => one.shopId === shopId);
  const isFull = rows.length === limit;
  const cut = rows.at(-1)?.contactId;
  const whole = isFull ? rows.filter(({ contactId }) => contactId !== cut) : rows;
  // A shopper who fills a page is not cut off for ever.
  const looked = whole.length > 0 ? whole : rows;
  const byShopper = Map.groupBy(looked, ({ contactId }) => contactId).values();
  const shoppers = await Promise.all([...byShopper].map((all) => planOf(all, until, services)));
  return {
    shoppers: shoppers.filter(({ planned }) => planned.length > 0),
    next: isFull ? enrolmentId(looked.at(-1)!) : null,
  };
}

async function planOf(
  all: readonly Enrolment[],
  until: Date,
  services: SequenceServices,
): Promise<ShopperPlan> {
  const { contactId } = all[0]!;
  const due = all.filter(({ ended, dueAt }) => !ended && dueAt !== null && dueAt <= until.toISOString());
  const shopper = due[0] ? await shopperOf(due[0], services, all) : null;
  if (!shopper) return { contactId, name: null, planned: [] };
  const open = await Promise.all(
    due.map(async (enrolment): Promise<Open> => {
      const { standing } = await situationOf(enrolment, shopper, services);
      return { enrolment, standing };
    }),
  );
  const { name } = shopper.contact;
  return { contactId, name, planned: plan(open, services.sequences(), services.clock.now(), until) };
}
