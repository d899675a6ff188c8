import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { customerKind, orderKind, type Product } from "../../models/commerce.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { OpenRecords } from "../../models/ports/records.ts";
import { hasCatalogue } from "./catalogue-mark.ts";
import { type DemoFiles, demoData } from "./demo-data.ts";
import { DemoCatalogue, DemoCustomers, DemoOrders } from "./demo-schema.ts";
import { writeCatalogue } from "./import.ts";

export interface SeedDemoOptions {
  shopId: string;
  currency: string;
  records: OpenRecords;
  clock: Clock;
}

/**
 * Fills a shop that never had a catalogue with the demo's products, customers and orders. Call it before the
 * search is opened.
 * @returns whether it did. A shop that has a catalogue is left as it is.
 */
export async function seedDemo({ shopId, currency, records, clock }: SeedDemoOptions): Promise<boolean> {
  if (await hasCatalogue(records, shopId)) return false;
  const data = demoData(await readDemo(), { shopId, currency, now: clock.now() });
  const [customers, orders] = await Promise.all([records(customerKind), records(orderKind)]);
  await customers.replace(data.customers);
  await orders.replace(data.orders);
  await writeCatalogue({ ...data, named: new Set() }, { shopId, records, clock });
  return true;
}

/** The demo's goods, as they would be in a shop of this currency. */
export async function demoProducts({ id, currency }: { id: string; currency: string }): Promise<Product[]> {
  return demoData(await readDemo(), { shopId: id, currency, now: new Date(0) }).products;
}

async function readDemo(): Promise<DemoFiles> {
  const [catalogue, customers, orders] = await Promise.all([
    readJson("catalogue.json", DemoCatalogue),
    readJson("customers.json", DemoCustomers),
    readJson("orders.json", DemoOrders),
  ]);
  return { catalogue, customers, orders };
}

async function readJson<T>(name: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(new URL(`./demo/${name}`, import.meta.url), "utf8");
  return schema.parse(JSON.parse(text));
}
