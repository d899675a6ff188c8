import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as letOthersRun } from "node:timers/promises";
import type { Logger } from "pino";
import { productNames } from "../commerce/catalogue-words.ts";
import type { Services } from "../dialogs/engine/draft.ts";
import type { Flow } from "../dialogs/engine/flow.ts";
import { allFlows } from "../dialogs/index.ts";
import { interpret } from "../dialogs/interpret.ts";
import { merchantFlow } from "../dialogs/merchant.ts";
import { menu } from "../dialogs/talk/menu.ts";
import type { Locales } from "../locales/load.ts";
import { createReplies } from "../locales/replies.ts";
import { watchLocales } from "../locales/watch.ts";
import type { Product } from "../models/commerce.ts";
import type { Replies } from "../models/ports/replies.ts";
import type { Shop } from "../models/shop.ts";
import { taxonomy } from "../models/taxonomy.ts";
import { none } from "../nlu/classifier/calibration.ts";
import type { NluModel } from "../nlu/model.ts";
import { watchModel } from "../nlu/model-file.ts";
import { createRecogniser, type LiveRecogniser } from "../nlu/recogniser.ts";
import type { Config } from "./config.ts";
import { type Learned, learn } from "./learn.ts";

/** What merchants wrote, as the engine uses it: replaced as a whole when they change it. */
export interface Words {
  shop: Shop;
  locales(): Locales;
  services(): Omit<Services, "commerce">;
  /** Every intent of the taxonomy and of the shop's own dialogs. */
  intents(): string[];
  /** The names of the live catalogue, to be recognised in messages. */
  setCatalogue(products: Product[]): Promise<void>;
  /** Reads the files again; they are in use some seconds later, unless they are faulty. */
  reload(): void;
  close(): Promise<void>;
}

export interface Opening {
  config: Pick<Config, "dataDir" | "development"> & Partial<Pick<Config, "localesDir">>;
  log: Logger;
  onProgress: (message: string) => void;
  /** A saved model of other phrases serves all the same, until another is released: for production. */
  keepsModel: boolean;
}

const ownLocales = join(import.meta.dirname, "../locales");
/** Holds `sequences.yaml`, which belongs to the words that it names. */
const ownJobs = join(import.meta.dirname, "../jobs");

/** The folders of locale files, the shop's own laid over ours. */
export const localeDirs = ({ localesDir }: Partial<Pick<Config, "localesDir">>): string[] => [
  ownLocales,
  ownJobs,
  ...(localesDir === undefined ? [] : [localesDir]),
];

/**
 * Loads the locale files, and the trained model or trains it. In development the files are watched: a change
 * retrains in a worker thread and replaces everything between two messages; a faulty file changes nothing. In
 * production a model serves until the next one is released (`npm run nlu -- release`), which is then taken over.
 * @throws {LocaleFaultsError}
 */
export async function openWords({ config, log, onProgress, keepsModel }: Opening): Promise<Words> {
  const dirs = localeDirs(config);
  const lesson = { dirs, dataDir: config.dataDir, keepsModel };
  const { locales, model } = await learn(lesson, { onProgress });
  const recogniser = recogniserFor(locales, model);
  let current = { locales, ...spoken(locales, log) };

  const closing = new AbortController();
  async function replace(next: Learned): Promise<void> {
    if (closing.signal.aborted) return;
    await recogniser.swap(next.model, Object.values(next.locales.packs));
    current = { locales: next.locales, ...spoken(next.locales, log) };
    log.info("the changed locale files are in use");
  }
  const onFault = (error: unknown): void => {
    if (closing.signal.aborted) return;
    log.error(`The former words stay in use. ${error instanceof Error ? error.message : String(error)}`);
  };
  let learning = Promise.resolve();
  const learnAgain = (): void => {
    learning = learning
      .then(() => learn(lesson, { onProgress: (message) => log.info(message), signal: closing.signal }))
      // Taking a message in and swapping are some milliseconds each: shoppers are answered in between.
      .then((learned) => letOthersRun(learned))
      .then(replace)
      .catch(onFault);
  };
  // What is not there cannot be watched.
  if (config.development) await Promise.all(dirs.map((dir) => mkdir(dir, { recursive: true })));
  const stopWatching = config.development
    ? watchLocales(dirs, { onChange: learnAgain, onFault })
    : keepsModel
      ? watchModel(config.dataDir, learnAgain)
      : () => {};

  return {
    shop: locales.shop,
    locales: () => current.locales,
    services: () => ({
      flows: current.flows,
      replies: current.replies,
      recogniser,
      interpret,
      menu,
      shop: current.locales.shop,
    }),
    intents: () => [
      ...new Set([...Object.keys(taxonomy), ...[...current.flows.values()].flatMap((flow) => flow.intents)]),
      none,
    ],
    setCatalogue: async (products) => recogniser.setCatalogue(await productNames(products)),
    reload: learnAgain,
    async close() {
      stopWatching();
      closing.abort();
      await learning;
    },
  };
}

function spoken(locales: Locales, log: Logger): { flows: ReadonlyMap<string, Flow>; replies: Replies } {
  return {
    flows: allFlows(locales.dialogs.map(merchantFlow)),
    replies: createReplies(locales.packs, {
      templates: locales.templates,
      timeZone: locales.shop.timeZone,
      onFault: (error) => log.error({ err: error }, "a reply lacks something"),
    }),
  };
}

const recogniserFor = ({ packs, shop }: Locales, model: NluModel): LiveRecogniser =>
  createRecogniser({ model, packs: Object.values(packs), catalogue: [], shop });
