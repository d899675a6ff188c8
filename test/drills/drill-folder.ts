import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../bots/config.ts";
import { openStore, type ShopStore } from "../../bots/store.ts";
import type { Store } from "../../models/ports/store.ts";
import { modelFolder } from "../model-folder.ts";
import type { DrillStores } from "./stores.ts";

/** The data folder of a drill, with the store that belongs to it. */
export interface DrillFolder {
  dataDir: string;
  /** What a server is told of its store. */
  env: Record<string, string>;
  /** Opens the store; the embedded one only while no server has it. */
  open(): Promise<Store>;
  /** The same with its jobs. */
  openWithJobs(): Promise<ShopStore>;
  /**
   * Waits, while a server runs, until nothing is left to do. On the embedded store, which nobody else can open, that
   * is so as soon as all are answered; on MongoDB a conversation may wait for the lease of a dead process.
   */
  rest(): Promise<void>;
  remove(): Promise<void>;
}

/** With the trained model in it, so that a server starts fast there. */
export function drillFolder(stores: DrillStores): DrillFolder {
  const dataDir = mkdtempSync(join(tmpdir(), "hanout-drill-"));
  if (existsSync(modelFolder))
    for (const entry of readdirSync(modelFolder, { withFileTypes: true }))
      if (entry.isFile()) copyFileSync(join(modelFolder, entry.name), join(dataDir, entry.name));
  const env = stores.env(dataDir);
  return {
    dataDir,
    env,
    open: () => stores.open(dataDir),
    openWithJobs: () => openStore(readConfig({ DATA_DIR: dataDir, ...env })),
    rest: () => stores.rest(dataDir),
    async remove() {
      await stores.drop(dataDir);
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
