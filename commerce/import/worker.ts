import { parentPort, workerData } from "node:worker_threads";
import type { ImportWork } from "./in-worker.ts";
import { importCatalogue } from "./index.ts";

const { file, format, shop } = workerData as ImportWork;
parentPort!.postMessage(importCatalogue(file, format, shop));
