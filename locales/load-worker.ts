import { parentPort, workerData } from "node:worker_threads";
import { inspectLocales } from "./load.ts";

parentPort!.postMessage(await inspectLocales(workerData as string[]));
