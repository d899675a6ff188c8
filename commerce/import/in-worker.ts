import { Worker } from "node:worker_threads";
import type { ImportedCatalogue, ImportFormat, ImportShop } from "./contract.ts";

export interface ImportWork {
  file: Uint8Array;
  format: ImportFormat;
  shop: ImportShop;
}

/** {@link importCatalogue} in a thread of its own: 100,000 rows take seconds, and shoppers are answered meanwhile. */
export function importInWorker(work: ImportWork): Promise<ImportedCatalogue> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: work });
    worker.on("message", resolve);
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`the import's thread ended with code ${code}`)));
  });
}
