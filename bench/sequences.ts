import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openOutreach } from "../bots/outreach.ts";
import { openSequences } from "../bots/sequences/index.ts";
import { localeDirs } from "../bots/words.ts";
import { openScheduler } from "../jobs/scheduler.ts";
import { sequenceStep, takeSteps } from "../jobs/sequence-step.ts";
import { sqliteBackend } from "../jobs/sqlite/index.ts";
import { loadLocales } from "../locales/load.ts";
import { newCart } from "../models/cart.ts";
import { consentKind } from "../models/consent.ts";
import { openEmbeddedStore } from "../models/embedded/index.ts";
import { virtualClock } from "../models/ports/clock.ts";
import type { Commerce, ProductHit } from "../models/ports/commerce.ts";
import { atMost, forComparison, report } from "./figure.ts";
import { inFlight } from "./load.ts";

const many = 50_000;
const few = 5_000;
/** Of each, as many carts are due in the measured hour. */
const due = 2_000;
const width = 64;
const openedAt = "2026-11-20T10:00:00.000Z";
const halfHourMs = 30 * 60_000;
const dayMs = 24 * 3_600_000;

const { shop, sequences } = await loadLocales(localeDirs({}));

/** Shoppers with something in their cart, on the embedded store; what they have in it costs nothing to look up. */
const small = await measure(few);
const big = await measure(many);
report([
  atMost(`a day of ${many} shoppers planned`, big.plannedMs / 1000, 60, "s"),
  forComparison("steps planned in it", big.planned, "steps"),
  forComparison(`a due step at ${few} enrolled`, small.stepMs, "ms"),
  forComparison(`a due step at ${many} enrolled`, big.stepMs, "ms"),
  atMost("its cost at many to few", big.stepMs / small.stepMs, 1.2, "times"),
  atMost("due steps begun more than once", small.begun + big.begun - 2 * due, 0, "steps"),
]);

async function measure(count: number) {
  const dataDir = await mkdtemp(join(tmpdir(), "hanout-bench-"));
  const clock = virtualClock(openedAt);
  const store = await openEmbeddedStore({ dataDir });
  let begun = 0;
  const reports = { failed: fail, fault: fail };
  const opened = await openSequences({
    shopId: shop.id,
    records: store.records,
    store: store.conversations,
    commerce: commerceOf(clock.now()),
    outreach: openOutreach({ records: store.records, clock, shop: () => shop }),
    sequences: () => sequences,
    clock,
    begin: async () => void begun++,
    look: (enrolment, dueAt) =>
      scheduler.schedule(sequenceStep, { enrolment, dueAt }, new Date(dueAt), `${enrolment}:${dueAt}`),
  });
  const backend = sqliteBackend(store.jobs);
  const scheduler = await openScheduler({
    backend,
    handlers: [takeSteps(opened.take)],
    clock,
    random: Math.random,
    report: reports,
  });
  const consents = await store.records(consentKind);
  const at = openedAt;

  await inFlight([...Array(count).keys()], width, async (n) => {
    const { conversationId, contactId } = await store.conversations.open({
      shopId: shop.id,
      channel: "web",
      account: shop.id,
      peer: `visitor-${n}`,
      identities: [`web:visitor-${n}`],
      at: clock.now(),
    });
    const step = { given: true, at, conversationId, channel: "web", words: "START" };
    await consents.save({ id: contactId, shopId: shop.id, steps: [step] }, 0);
    // All but the measured ones filled their cart an hour later.
    const changedAt = new Date(Date.parse(openedAt) + (n < due ? 0 : 2 * halfHourMs)).toISOString();
    await opened.cartChanged({ ...cartOf(conversationId), changedAt });
  });

  const day = performance.now();
  let planned = 0;
  for (let after: string | null = null; ; ) {
    const page = await opened.plan({ until: new Date(Date.parse(openedAt) + dayMs), after, limit: 500 });
    for (const one of page.shoppers) planned += one.planned.length;
    if (page.next === null) break;
    after = page.next;
  }
  const plannedMs = performance.now() - day;

  clock.advance(halfHourMs);
  const steps = performance.now();
  scheduler.start();
  while (begun < due) await sleep(10);
  const stepMs = (performance.now() - steps) / due;
  await scheduler.stop();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
  return { plannedMs, planned, stepMs, begun };
}

function fail(fault: unknown): never {
  throw new Error(`a job failed: ${JSON.stringify(fault)}`);
}

function cartOf(conversationId: string) {
  const cart = newCart(shop.id, conversationId, new Date(openedAt));
  return { ...cart, revision: 1, lines: [{ productId: "robe-lina", sku: "ROBE-LINA-RED-36", quantity: 1 }] };
}

function commerceOf(now: Date): Pick<Commerce, "carts" | "customers" | "inventory" | "orders"> {
  const price = { amountMinor: 34_900, currency: shop.currency };
  const variant = { sku: "ROBE-LINA-RED-36", price, available: 3 };
  const hit = { product: { id: "robe-lina" }, variants: [variant] } as ProductHit;
  return {
    carts: { getCart: async (id: string) => ({ ...cartOf(id), changedAt: now.toISOString() }) },
    inventory: { getProduct: async () => hit },
  } as unknown as ReturnType<typeof commerceOf>;
}
