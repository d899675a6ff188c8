import { join } from "node:path";
import type { Logger } from "pino";
import { catalogueChecksum } from "../commerce/embedded/catalogue-mark.ts";
import { seedDemo } from "../commerce/embedded/demo.ts";
import { demoShowcase } from "../commerce/embedded/demo-showcase.ts";
import { writeCatalogue } from "../commerce/embedded/import.ts";
import { embeddedCommerce } from "../commerce/embedded/index.ts";
import { catalogueOf } from "../commerce/embedded/pages.ts";
import { type EmbeddedPayments, embeddedPayments } from "../commerce/embedded/payments.ts";
import { importInWorker } from "../commerce/import/in-worker.ts";
import { openSearch } from "../commerce/search/index.ts";
import type { Product } from "../models/commerce.ts";
import type { Language } from "../models/language.ts";
import type { EntityWords } from "../models/locale.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { Commerce } from "../models/ports/commerce.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import type { Store } from "../models/ports/store.ts";
import type { Config } from "./config.ts";
import { returnLabel } from "./documents/return-label.ts";
import { newSecret } from "./http/secrets.ts";
import type { HttpServices, ImportReport, ShowcaseItem } from "./http/services.ts";
import { createQueues } from "./queues.ts";
import { repeat } from "./repeat.ts";
import type { Happened } from "./shop-events/happened.ts";
import type { Words } from "./words.ts";

export interface OpenedShop {
  commerce: Commerce;
  payments: EmbeddedPayments;
  importCatalogue(
    data: Buffer,
    format: "csv" | "json",
    priceChanged: Happened["priceChanged"],
  ): Promise<ImportReport>;
  showcase: HttpServices["showcase"];
  close(): Promise<void>;
}

const followEveryMs = 5_000;

/**
 * Opens the embedded shop: the demo's goods when it never had any, its search, and the names of its products for
 * the recogniser. The search opens meanwhile; only searches wait for it.
 */
export async function openShop(options: {
  config: Pick<Config, "dataDir">;
  /** Where shoppers find this server, without a slash at its end. */
  address: string;
  /** Of links by which an order is paid: 128 bits that nobody can foresee. */
  newToken?: () => string;
  store: Store;
  words: Pick<Words, "shop" | "locales" | "setCatalogue" | "services">;
  clock: Clock;
  log: Logger;
}): Promise<OpenedShop> {
  const { config, address, store, words, clock, log, newToken = newSecret } = options;
  const { id: shopId, currency, languages } = words.shop;
  const { records } = store;
  await seedDemo({ shopId, currency, records, clock });
  const inTurn = createQueues();
  let showcase: ShowcaseItem[] = [];
  const offer = async (products: Product[]): Promise<void> => {
    await words.setCatalogue(products);
    showcase = showcaseOf(products);
  };
  await offer(await allProducts(records, shopId));

  let checksum = await catalogueChecksum(records, shopId);
  const search = openSearch({
    products: catalogueOf(records, shopId),
    words: wordsOf(words),
    ...(checksum !== null && { snapshot: { file: join(config.dataDir, "search.snapshot"), checksum } }),
  });
  // Whoever searches is told; without this line an early failure would end the process.
  search.catch(() => {});
  const payments = await embeddedPayments({ shopId, records, address, newToken });
  const commerce = await embeddedCommerce({
    shopId,
    records,
    search,
    clock,
    payments,
    labelOf: (one, order) => returnLabel(one, order, words.services()),
  });

  /** Takes over what another server has imported. */
  async function follow(): Promise<void> {
    const now = await catalogueChecksum(records, shopId);
    if (now === null || now === checksum) return;
    const index = await search;
    for await (const page of catalogueOf(records, shopId)) await index.update(page);
    await offer(await allProducts(records, shopId));
    checksum = now;
  }
  const stopFollowing = store.follow
    ? repeat(() => inTurn("import", follow), followEveryMs, log)
    : async () => {};

  return {
    commerce,
    payments,
    showcase: () => showcase,
    // Two imports at once would each retire what the other brings.
    importCatalogue: (data, format, priceChanged) =>
      inTurn("import", async () => {
        const shop = { shopId, currency, language: languages[0]!, words: wordsOf(words) };
        const { problems, ...catalogue } = await importInWorker({ file: data, format, shop });
        const { products, stock } = catalogue;
        let { retired, kept } = { retired: 0, kept: 0 };
        if (products.length > 0) {
          ({ retired, kept } = await writeCatalogue(catalogue, {
            shopId,
            records,
            clock,
            search: await search,
            async repriced(changes) {
              await Promise.all(changes.map((change) => priceChanged(change, clock.now())));
            },
          }));
          await offer(await allProducts(records, shopId));
          checksum = await catalogueChecksum(records, shopId);
        }
        return {
          products: products.length,
          variants: stock.length,
          retired,
          kept,
          problems: problems.map(toReport),
        };
      }),
    async close() {
      await stopFollowing();
      await (await search).close();
    },
  };
}

const wordsOf = ({ locales }: Pick<Words, "locales">): Record<Language, EntityWords> => {
  const { fr, ar, en } = locales().packs;
  return { fr: fr.words, ar: ar.words, en: en.words };
};

/** The products on sale. */
export async function allProducts(records: OpenRecords, shopId: string): Promise<Product[]> {
  const products: Product[] = [];
  for await (const page of catalogueOf(records, shopId))
    products.push(...page.filter(({ active }) => active));
  return products;
}

/** The demo's best; of another catalogue, the first ones that have a picture. */
function showcaseOf(products: Product[]): ShowcaseItem[] {
  const chosen = products
    .filter(({ id }) => demoShowcase.includes(id))
    .sort((a, b) => demoShowcase.indexOf(a.id) - demoShowcase.indexOf(b.id));
  return (
    chosen.length === demoShowcase.length
      ? chosen
      : products.filter(({ images }) => images.length > 0).slice(0, demoShowcase.length)
  ).map(({ id, title, images, variants }) => ({
    id,
    title,
    priceMinor: Math.min(...variants.map(({ price }) => price.amountMinor)),
    currency: variants[0]!.price.currency,
    image: images[0]!,
  }));
}

const toReport = ({ line = 0, column, message }: { line?: number; column?: string; message: string }) => ({
  line,
  message: column === undefined ? message : `${column}: ${message}`,
});
