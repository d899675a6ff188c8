import { parentPort, workerData } from "node:worker_threads";
import { buffersOf } from "./model.ts";
import { train } from "./train.ts";
import type { TrainingWork } from "./train-in-worker.ts";

// The worker's side of `trainInWorker`: posts progress, then the model, whose weights are moved, not copied.
const { packs, former }: TrainingWork = workerData;
const model = train(packs, (done) => parentPort?.postMessage({ done }), former);
parentPort?.postMessage({ model }, buffersOf(model));
