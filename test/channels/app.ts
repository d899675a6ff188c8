import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll } from "@jest/globals";
import { type App, startApp } from "../../bots/app.ts";
import { readConfig } from "../../bots/config.ts";
import { createLog } from "../../bots/log.ts";
import { modelFolder } from "../model-folder.ts";
import { temporaryDataDir } from "../models/data-dir.ts";

/** The whole product, for the tests of a file, one after the other on the same data. */
export function appForTests() {
  const { dataDir, remove } = temporaryDataDir();
  beforeAll(() => {
    for (const entry of readdirSync(modelFolder, { withFileTypes: true }))
      if (entry.isFile()) copyFileSync(join(modelFolder, entry.name), join(dataDir, entry.name));
  });
  afterAll(remove);
  return {
    dataDir,
    async withApp(env: Record<string, string>, use: (app: App) => Promise<void>): Promise<void> {
      const config = readConfig({ NODE_ENV: "production", PORT: "0", DATA_DIR: dataDir, ...env });
      const app = await startApp({ config, log: createLog("silent") });
      try {
        await use(app);
      } finally {
        await app.close();
      }
    },
  };
}
