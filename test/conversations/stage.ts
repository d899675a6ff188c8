import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actions } from "../../bots/actions.ts";
import { type Core, createCore } from "../../bots/core.ts";
import { createLog } from "../../bots/log.ts";
import { type OpenedShop, openShop } from "../../bots/shop.ts";
import { openWords } from "../../bots/words.ts";
import { webChannel } from "../../channels/web/index.ts";
import type { Flow } from "../../dialogs/engine/flow.ts";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import type { Commerce } from "../../models/ports/commerce.ts";
import type { IntentScore, Recogniser } from "../../models/ports/recogniser.ts";
import type { OpenRecords } from "../../models/ports/records.ts";
import { type VirtualClock, virtualClock } from "../fakes/clock.ts";
import { modelFolder } from "../model-folder.ts";
import type { Stage } from "./play.ts";

export interface OpenStage extends Stage {
  commerce: Commerce;
  importCatalogue: OpenedShop["importCatalogue"];
  records: OpenRecords;
  core: Core;
  clock: VirtualClock;
  close(): Promise<void>;
}

interface StageOptions {
  flows?: Flow[];
  actions?: Actions;
  localesDir?: string;
  /** Texts whose intents do not depend on how the model was trained. */
  intents?: Record<string, IntentScore[]>;
}

/** The product without its HTTP front: real store, words, models and demo shop, and a clock that stands still. */
export async function openStage(options: StageOptions = {}): Promise<OpenStage> {
  const dataDir = await mkdtemp(join(tmpdir(), "hanout-stage-"));
  const clock = virtualClock();
  const log = createLog("error");
  const words = await openWords({
    config: {
      dataDir: modelFolder,
      development: false,
      ...(options.localesDir !== undefined && { localesDir: options.localesDir }),
    },
    log,
    keepsModel: false,
    onProgress: () => {},
  });
  // Opened last: what fails before it leaves no thread behind that would keep the tests from ending.
  const store = await openEmbeddedStore({ dataDir });
  const shop = await openShop({ config: { dataDir }, store, words, clock });
  const services = () => {
    const current = words.services();
    return {
      ...current,
      flows: withFlows(current.flows, options.flows ?? []),
      recogniser: hearing(current.recogniser, options.intents ?? {}),
    };
  };
  const core = await createCore({
    store,
    commerce: shop.commerce,
    services,
    channels: [webChannel(words.shop.id)],
    ...(options.actions && { moreActions: options.actions }),
    clock,
    random: () => 0.5,
    log,
  });
  return {
    core,
    commerce: shop.commerce,
    importCatalogue: shop.importCatalogue,
    records: store.records,
    clock,
    store: store.conversations,
    shopId: words.shop.id,
    async close() {
      await core.worker.stop();
      await shop.close();
      await words.close();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function hearing(recogniser: Recogniser, intents: Record<string, IntentScore[]>): Recogniser {
  return {
    understand(text, context) {
      const understanding = recogniser.understand(text, context);
      return { ...understanding, intents: intents[text] ?? understanding.intents };
    },
  };
}

/** Flows of a test take over their intents. */
function withFlows(own: ReadonlyMap<string, Flow>, more: Flow[]): ReadonlyMap<string, Flow> {
  return new Map([
    ...more.map((flow) => [flow.name, flow] as const),
    ...[...own].filter(([name]) => !more.some((flow) => flow.name === name)),
  ]);
}
