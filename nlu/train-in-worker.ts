import { Worker } from "node:worker_threads";
import type { FormerCalibration } from "./classifier/train-classifier.ts";
import type { NluModel } from "./model.ts";
import type { TrainingPack } from "./train.ts";

/** What the thread is given. */
export interface TrainingWork {
  packs: TrainingPack[];
  former?: FormerCalibration;
}

type TrainingMessage = { done: number } | { model: NluModel };

export class TrainingError extends Error {
  readonly kind = "training";
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `Training the language models failed: ${reason}. The model in use stays; check the training phrases.`,
      {
        cause,
      },
    );
  }
}

/**
 * Trains in a thread of its own, so that messages are answered meanwhile.
 * @param onProgress told the share that is done, 0 to 1.
 * @param options.signal ends the thread.
 * @param options.former see `train`.
 * @throws {TrainingError} when the thread fails or is ended.
 */
export function trainInWorker(
  packs: TrainingPack[],
  onProgress: (done: number) => void,
  { signal, former }: { signal?: AbortSignal; former?: FormerCalibration } = {},
): Promise<NluModel> {
  const workerData: TrainingWork = {
    packs: packs.map(({ language, phrases, concepts, words }) => ({
      language,
      concepts,
      words,
      phrases: phrases.map(({ intent, text, own }) => ({ intent, text, ...(own && { own }) })),
    })),
    ...(former && { former: { calibration: former.calibration, calibratedOn: former.calibratedOn } }),
  };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./train-worker.ts", import.meta.url), { workerData });
    const end = (): void => void worker.terminate();
    signal?.addEventListener("abort", end);
    worker.on("message", (message: TrainingMessage) => {
      if ("model" in message) resolve(message.model);
      else onProgress(message.done);
    });
    worker.on("error", (cause) => reject(new TrainingError(cause)));
    worker.on("exit", (code) => {
      signal?.removeEventListener("abort", end);
      reject(new TrainingError(`the thread ended with code ${code}`));
    });
  });
}
