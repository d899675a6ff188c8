import { Worker } from "node:worker_threads";
import { LocaleFaultsError } from "./fault.ts";
import type { Inspection, Locales } from "./load.ts";

/**
 * {@link loadLocales} in a thread of its own: reading and checking 24,000 phrases takes a second of
 * work, during which shoppers are answered.
 * @throws {LocaleFaultsError} with every fault
 */
export async function loadLocalesInWorker(dirs: readonly string[]): Promise<Locales> {
  const { locales, faults } = await inspectInWorker(dirs);
  if (!locales) throw new LocaleFaultsError(faults);
  return locales;
}

function inspectInWorker(dirs: readonly string[]): Promise<Inspection> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./load-worker.ts", import.meta.url), { workerData: dirs });
    worker.on("message", resolve);
    worker.on("error", reject);
    worker.on("exit", (code) =>
      reject(new Error(`the thread that reads the locale files ended with code ${code}`)),
    );
  });
}
