import { mkdir } from "node:fs/promises";
import { readConfig } from "../bots/config.ts";
import { localeDirs } from "../bots/words.ts";
import { LocaleFaultsError } from "../locales/fault.ts";
import { loadLocales } from "../locales/load.ts";
import { loadOrTrain } from "../nlu/load-or-train.ts";
import { CommandError, runCommand } from "./api.ts";

/**
 * `npm run train`: trains the language models from the phrases, if they have changed, and saves them. In production
 * only where there is none: changed phrases go live by `npm run nlu -- release`.
 */
await runCommand(async () => {
  const config = readConfig(process.env);
  await mkdir(config.dataDir, { recursive: true });
  const locales = await loadLocales(localeDirs(config)).catch((error: unknown) => {
    throw error instanceof LocaleFaultsError ? new CommandError(error.message) : error;
  });
  const startedAt = performance.now();
  await loadOrTrain(Object.values(locales.packs), config.dataDir, {
    onProgress: (message) => console.log(message),
    replaceDamaged: true,
    keepsModel: !config.development,
  });
  console.log(
    `There is a model in ${config.dataDir} (${((performance.now() - startedAt) / 1000).toFixed(1)} s).`,
  );
});
