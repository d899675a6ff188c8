import { mkdir } from "node:fs/promises";
import { localeDirs, modelFor } from "../bots/words.ts";
import { loadLocales } from "../locales/load.ts";
import { modelFolder } from "./model-folder.ts";

/** Before all tests: trains the language models if the phrases have changed since the last run. */
export default async function trainOnce(): Promise<void> {
  await mkdir(modelFolder, { recursive: true });
  await modelFor(await loadLocales(localeDirs({})), modelFolder, (message) => console.log(message));
}
