import { parentPort, workerData } from "node:worker_threads";
import { buffersOf } from "./model.ts";
import { type TrainingPack, train } from "./train.ts";

// The worker's side of `trainInWorker`: posts progress, then the model, whose weights are moved, not copied.
const packs: TrainingPack[] = workerData;
const model = train(packs, (progress) => parentPort?.postMessage({ progress }));
parentPort?.postMessage({ model }, buffersOf(model));
