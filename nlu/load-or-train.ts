import type { NluModel } from "./model.ts";
import { loadModel, ModelFileError, saveModel } from "./model-file.ts";
import { type TrainingPack, train, trainingChecksum } from "./train.ts";

export interface LoadOrTrain {
  /** A saved model of other phrases serves all the same, until another is released: for production. */
  keepsModel?: boolean;
  /** A damaged file is written over. */
  replaceDamaged?: boolean;
  onProgress: (message: string) => void;
}

/**
 * The saved model when it fits the phrases, or when `keepsModel` says that it serves all the same; else a new one,
 * trained on the calling thread (tens of seconds) and saved.
 * @throws {ModelFileError} when the file is damaged: what befell it may have befallen the rest of the disk, so
 * nothing is written over it until somebody asks for that (`npm run train`).
 */
export async function loadOrTrain(
  packs: TrainingPack[],
  dataDir: string,
  { keepsModel = false, replaceDamaged = false, onProgress }: LoadOrTrain,
): Promise<NluModel> {
  let former: NluModel["intents"] | undefined;
  try {
    const saved = await loadModel(dataDir);
    const fits = saved.checksum === trainingChecksum(packs);
    if (!fits)
      onProgress(
        keepsModel
          ? "The training phrases have changed: npm run nlu -- release puts them to use."
          : "Training again: the training phrases have changed since.",
      );
    if (fits || keepsModel) return saved;
    former = saved.intents;
  } catch (error) {
    if (!(error instanceof ModelFileError)) throw error;
    if (error.kind === "damaged" && !replaceDamaged) throw error;
    onProgress(
      error.kind === "missing" ? "Training the language models (once)." : `Training again: ${error.message}`,
    );
  }
  const model = train(packs, progressTeller(onProgress), former);
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
