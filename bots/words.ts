import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { productNames } from "../commerce/catalogue-words.ts";
import type { Services } from "../dialogs/engine/draft.ts";
import type { Flow } from "../dialogs/engine/flow.ts";
import { allFlows } from "../dialogs/index.ts";
import { interpret } from "../dialogs/interpret.ts";
import { merchantFlow } from "../dialogs/merchant.ts";
import { menu } from "../dialogs/talk/menu.ts";
import type { Locales } from "../locales/load.ts";
import { loadLocalesInWorker } from "../locales/load-in-worker.ts";
import { createReplies } from "../locales/replies.ts";
import { watchLocales } from "../locales/watch.ts";
import type { Product } from "../models/commerce.ts";
import type { Replies } from "../models/ports/replies.ts";
import type { Shop } from "../models/shop.ts";
import { taxonomy } from "../models/taxonomy.ts";
import { none } from "../nlu/classifier/calibration.ts";
import type { NluModel } from "../nlu/model.ts";
import { loadModel, ModelFileError, saveModel, watchModel } from "../nlu/model-file.ts";
import { createRecogniser, type LiveRecogniser } from "../nlu/recogniser.ts";
import { trainingChecksum } from "../nlu/train.ts";
import { trainInWorker } from "../nlu/train-in-worker.ts";
import type { Config } from "./config.ts";

/** What merchants wrote, as the engine uses it: replaced as a whole when they change it. */
export interface Words {
  shop: Shop;
  locales(): Locales;
  services(): Omit<Services, "commerce">;
  /** Every intent of the taxonomy and of the shop's own dialogs. */
  intents(): string[];
  /** The names of the live catalogue, to be recognised in messages. */
  setCatalogue(products: Product[]): void;
  close(): Promise<void>;
}

interface Opening {
  config: Pick<Config, "dataDir" | "development"> & Partial<Pick<Config, "localesDir">>;
  log: Logger;
  onProgress: (message: string) => void;
  /** A saved model of other phrases serves all the same, until another is released: for production. */
  keepsModel: boolean;
}

const ownLocales = join(import.meta.dirname, "../locales");

/** The folders of locale files, the shop's own laid over ours. */
export const localeDirs = ({ localesDir }: Partial<Pick<Config, "localesDir">>): string[] => [
  ownLocales,
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
  const locales = await loadLocalesInWorker(dirs);
  const model = await modelFor(locales, config.dataDir, onProgress, { keepsModel });
  const recogniser = recogniserFor(locales, model);
  let current = { locales: withoutPhrases(locales), ...spoken(locales, log) };

  let training = Promise.resolve();
  const closing = new AbortController();
  async function replace(next: Locales): Promise<void> {
    if (closing.signal.aborted) return;
    const trained = await modelFor(next, config.dataDir, (message) => log.info(message), {
      signal: closing.signal,
      keepsModel,
    });
    recogniser.swap(trained, Object.values(next.packs));
    current = { locales: withoutPhrases(next), ...spoken(next, log) };
    log.info("the changed locale files are in use");
  }
  const load = (): Promise<Locales> => loadLocalesInWorker(dirs);
  const onFault = (error: unknown): void =>
    log.error(`The former words stay in use. ${error instanceof Error ? error.message : String(error)}`);
  const onChange = (next: Locales): void => {
    training = training
      .then(() => replace(next))
      .catch((error: unknown) => {
        if (!closing.signal.aborted) log.error({ err: error }, "the changed locale files are not in use");
      });
  };
  // What is not there cannot be watched.
  if (config.development) await Promise.all(dirs.map((dir) => mkdir(dir, { recursive: true })));
  const stopWatching = config.development
    ? watchLocales(dirs, { load, onChange, onFault })
    : keepsModel
      ? watchModel(config.dataDir, () => void load().then(onChange, onFault))
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
    setCatalogue: (products) => recogniser.setCatalogue(productNames(products)),
    async close() {
      stopWatching();
      closing.abort();
      await training;
    },
  };
}

/** Once they are learned, 24,000 phrases only take memory. */
function withoutPhrases(locales: Locales): Locales {
  const { fr, ar, en } = locales.packs;
  const packs = { fr: { ...fr, phrases: [] }, ar: { ...ar, phrases: [] }, en: { ...en, phrases: [] } };
  return { ...locales, packs };
}

function spoken(locales: Locales, log: Logger): { flows: ReadonlyMap<string, Flow>; replies: Replies } {
  return {
    flows: allFlows(locales.dialogs.map(merchantFlow)),
    replies: createReplies(locales.packs, {
      timeZone: locales.shop.timeZone,
      onFault: (error) => log.error({ err: error }, "a reply lacks something"),
    }),
  };
}

/**
 * The saved model when it fits the phrases, or when `keepsModel` says that it serves all the same; else a new one,
 * trained in a worker thread and saved.
 * @throws {ModelFileError} when the file is damaged: what befell it may have befallen the rest of the disk, so
 * nothing is written over it until somebody asks for that with `replaceDamaged` (`npm run train`).
 */
export async function modelFor(
  { packs }: Pick<Locales, "packs">,
  dataDir: string,
  onProgress: (message: string) => void,
  options: { replaceDamaged?: boolean; keepsModel?: boolean; signal?: AbortSignal } = {},
): Promise<NluModel> {
  const training = Object.values(packs);
  let former: NluModel["intents"] | undefined;
  try {
    const saved = await loadModel(dataDir);
    const fits = saved.checksum === trainingChecksum(training);
    if (!fits)
      onProgress(
        options.keepsModel
          ? "The training phrases have changed: npm run nlu -- release puts them to use."
          : "Training again: the training phrases have changed since.",
      );
    if (fits || options.keepsModel) return saved;
    former = saved.intents;
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    if (error.kind === "damaged" && !options.replaceDamaged) throw error;
    onProgress(
      error.kind === "missing" ? "Training the language models (once)." : `Training again: ${error.message}`,
    );
  }
  const model = await trainInWorker(training, progressTeller(onProgress), {
    ...(options.signal && { signal: options.signal }),
    ...(former && { former }),
  });
  await saveModel(dataDir, model);
  return model;
}

/** One line for each quarter of the training. */
function progressTeller(onProgress: (message: string) => void): (done: number) => void {
  let told = 0;
  return (done) => {
    const quarter = Math.floor(done * 4);
    if (quarter <= told) return;
    told = quarter;
    onProgress(`  ${quarter * 25} %`);
  };
}

const recogniserFor = ({ packs, shop }: Locales, model: NluModel): LiveRecogniser =>
  createRecogniser({ model, packs: Object.values(packs), catalogue: [], shop });
