import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { webChannel } from "../../channels/web/index.ts";
import type { Services } from "../../dialogs/engine/draft.ts";
import { codDaily } from "../../jobs/cod-due.ts";
import { leftOrders } from "../../jobs/left-orders.ts";
import { sqliteBackend } from "../../jobs/sqlite/index.ts";
import { stockReturns } from "../../jobs/stock-returns.ts";
import { orderKind, stockKind } from "../../models/commerce.ts";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import type { Channel } from "../../models/ports/channel.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import type { Commerce } from "../../models/ports/commerce.ts";
import type { OpenRecords, RecordKind } from "../../models/ports/records.ts";
import type { Store } from "../../models/ports/store.ts";
import type { Actions } from "../actions.ts";
import { type Core, createCore } from "../core.ts";
import type { HttpServices } from "../http/services.ts";
import { createLog } from "../log.ts";
import { mediaOnDisk } from "../media-on-disk.ts";
import { createSendRates } from "../send-rates.ts";
import { type OpenedShop, openShop } from "../shop.ts";
import { openWords, type Words } from "../words.ts";
import type { Stage } from "./play.ts";

export interface OpenStage extends Stage {
  commerce: Commerce;
  words: Words["services"];
  importCatalogue: HttpServices["importCatalogue"];
  records: OpenRecords;
  /** Another server on the same store, as this one sees it through `lens`. */
  another(lens: (store: Store) => Store): Promise<{ core: Core; close(): Promise<void> }>;
  /** Puts the clock, the orders and the stock back to what they were, whatever has happened. */
  begin(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Folder of the trained model; it serves whatever phrases it has learned from. */
  modelDir: string;
  /** The shop's own locale files. */
  localesDir?: string;
  moreActions?: Actions;
  /** What the turns are given, changed. */
  adapt?: (services: Omit<Services, "commerce">) => Omit<Services, "commerce">;
}

/** When the demo's orders are new. */
export const openingTime = "2026-11-20T10:00:00.000Z";

/** A channel on which everything arrives: what was said there stands in the transcript. */
const elsewhere = (account: string): Channel => ({
  name: "elsewhere",
  account,
  readsTranscript: false,
  render: ({ text }) => [{ key: "1", body: text }],
  deliver: async () => ({}),
});

/** The product without its HTTP front: real store, words, models and demo shop, and a clock that stands still. */
export async function openStage({
  modelDir,
  localesDir,
  moreActions,
  adapt = (services) => services,
}: StageOptions): Promise<OpenStage> {
  const dataDir = await mkdtemp(join(tmpdir(), "hanout-stage-"));
  const clock = virtualClock(openingTime);
  const log = createLog("error");
  const words = await openWords({
    config: { dataDir: modelDir, development: false, ...(localesDir !== undefined && { localesDir }) },
    log,
    keepsModel: true,
    onProgress: () => {},
  });
  // Opened last: what fails before it leaves no thread behind that would keep the process from ending.
  const store = await openEmbeddedStore({ dataDir });
  async function openServer(seen: Store): Promise<{ shop: OpenedShop; core: Core; close(): Promise<void> }> {
    const shop = await openShop({
      config: { dataDir },
      address: "https://shop.example",
      newToken: () => "token",
      store: seen,
      words,
      clock,
      log,
    });
    const core = await createCore({
      store: seen,
      jobs: sqliteBackend(store.jobs),
      commerce: shop.commerce,
      services: () => adapt(words.services()),
      templates: () => words.locales().templates,
      sequences: () => words.locales().sequences,
      channels: [webChannel(words.shop.id), elsewhere(words.shop.id)],
      rates: createSendRates({ records: seen.records, clock }),
      media: mediaOnDisk(join(dataDir, "media")),
      ...(moreActions && { moreActions }),
      clock,
      random: () => 0.5,
      log,
    });
    return { shop, core, close: shop.close };
  }
  const { shop, core } = await openServer(store);
  const putBack = [await snapshot(store.records, orderKind), await snapshot(store.records, stockKind)];
  return {
    core,
    another: (lens) => openServer(lens(store)),
    commerce: shop.commerce,
    words: words.services,
    importCatalogue: (data, format) => shop.importCatalogue(data, format, core.happened.priceChanged),
    records: store.records,
    clock,
    store: store.conversations,
    shopId: words.shop.id,
    async begin() {
      clock.set(openingTime);
      for (const back of putBack) await back();
      for (const { name } of [stockReturns, leftOrders, codDaily]) await core.scheduler.cancel({ job: name });
      await core.repeat();
    },
    async close() {
      await core.worker.stop();
      await shop.close();
      await words.close();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What brings the records of a kind back to what they are now. */
async function snapshot<T, Index extends string>(
  open: OpenRecords,
  kind: RecordKind<T, Index>,
): Promise<() => Promise<void>> {
  const records = await open(kind);
  const all: T[] = await records.page(null, mostRecords);
  const known = new Set(all.map(kind.id));
  return async () => {
    const others = (await records.page(null, mostRecords)).map(kind.id).filter((id) => !known.has(id));
    for (const id of others) await records.remove(id);
    await records.replace(all);
  };
}
const mostRecords = 10_000;
