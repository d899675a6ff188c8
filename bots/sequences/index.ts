import type { Cart } from "../../models/cart.ts";
import type { Order } from "../../models/commerce.ts";
import type { OpenRecords } from "../../models/ports/records.ts";
import { enrolmentKind } from "../../models/sequence/enrolment.ts";
import { saleKind } from "../../models/sequence/sale.ts";
import type { ShopCart } from "../../models/shop-cart.ts";
import { cartChanged, priceChanged } from "./cart-news.ts";
import { delivered, placed } from "./order-news.ts";
import { type PlanPage, planPage } from "./plan.ts";
import { type StepReport, stepReports } from "./report.ts";
import type { SequenceServices } from "./services.ts";
import { shopCartChanged } from "./shop-cart-news.ts";
import { takeStep } from "./step.ts";

/** What happens in the shop, for shoppers to be told of it later. Each may be told again. */
export interface SequenceNews {
  cartChanged(cart: Cart): Promise<void>;
  /** The same of one on the shop's own page. */
  shopCartChanged(cart: ShopCart): Promise<void>;
  /** An order was placed, in a chat or anywhere else. */
  placed(order: Order): Promise<void>;
  delivered(order: Order): Promise<void>;
  /** The price of a variant may be another. */
  priceChanged(sku: string): Promise<void>;
}

/** For people who want to know what the shop writes by itself. */
export interface SequenceDesk {
  /** Who would get what, a page at a time; nothing is sent. */
  plan(page: { until: Date; after: string | null; limit: number }): Promise<PlanPage>;
  /** What came of what was sent. */
  report(): Promise<StepReport[]>;
}

export interface ShopSequences extends SequenceNews, SequenceDesk {
  /** A step is due. */
  take(due: { enrolment: string; dueAt: string }): Promise<void>;
}

export async function openSequences({
  records,
  ...rest
}: Omit<SequenceServices, "enrolments" | "sales"> & { records: OpenRecords }): Promise<ShopSequences> {
  const services: SequenceServices = {
    ...rest,
    enrolments: await records(enrolmentKind),
    sales: await records(saleKind),
  };
  return {
    take: (due) => takeStep(due, services),
    cartChanged: (cart) => cartChanged(cart, services),
    shopCartChanged: (cart) => shopCartChanged(cart, services),
    placed: (order) => placed(order, services),
    delivered: (order) => delivered(order, services),
    priceChanged: (sku) => priceChanged(sku, services),
    plan: (page) => planPage(page, services),
    report: () => stepReports(services),
  };
}
