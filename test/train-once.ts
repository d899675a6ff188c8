import { mkdir } from "node:fs/promises";
import { localeDirs } from "../bots/words.ts";
import { loadLocales } from "../locales/load.ts";
import { loadOrTrain } from "../nlu/load-or-train.ts";
import { modelFolder } from "./model-folder.ts";

/** Before all tests: trains the language models if the phrases have changed since the last run. */
export default async function trainOnce(): Promise<void> {
  await mkdir(modelFolder, { recursive: true });
  const { packs } = await loadLocales(localeDirs({}));
  await loadOrTrain(Object.values(packs), modelFolder, { onProgress: (message) => console.log(message) });
}
