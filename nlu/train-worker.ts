import { parentPort, workerData } from "node:worker_threads";
import { buffersOf } from "./model.ts";
import { type TrainingPack, train } from "./train.ts";

// The worker's side of `trainInWorker`: posts progress, then the model, whose weights are moved, not copied.
const packs: TrainingPack[] = workerData;
const model = train(packs, (done) => parentPort?.postMessage({ done }));
parentPort?.postMessage({ model }, buffersOf(model));
