import { Worker } from "node:worker_threads";
import type { Locales } from "../locales/load.ts";
import type { NluModel } from "../nlu/model.ts";

/** What the thread is given. */
export interface Lesson {
  /** Of the locale files, later ones laid over the earlier ones. */
  dirs: string[];
  dataDir: string;
  keepsModel: boolean;
}

/** What merchants wrote, and the model that has learned from it. */
export interface Learned {
  /** Without the training phrases: once they are learned, 24,000 of them only take memory. */
  locales: Locales;
  model: NluModel;
}

export type LearnMessage = { progress: string } | Learned;

/**
 * Loads the locale files, and the saved model or trains one, in a thread of its own: seconds of work, during which
 * shoppers are answered.
 * @param options.signal ends the thread.
 * @throws what `loadLocales` and `loadOrTrain` throw, as plain errors with the `kind` and `message` of theirs.
 */
export function learn(
  lesson: Lesson,
  { onProgress, signal }: { onProgress: (message: string) => void; signal?: AbortSignal },
): Promise<Learned> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL("./learn-worker.ts", import.meta.url), { workerData: lesson });
    const end = (): void => void worker.terminate();
    signal?.addEventListener("abort", end);
    worker.on("message", (message: LearnMessage) => {
      if ("model" in message) resolve(message);
      else onProgress(message.progress);
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      signal?.removeEventListener("abort", end);
      reject(new Error(`The thread that reads the locale files ended with code ${code}.`));
    });
  });
}
