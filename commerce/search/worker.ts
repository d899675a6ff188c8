import { parentPort, workerData } from "node:worker_threads";
import { catalogueIndex } from "./catalogue-index.ts";
import { readSnapshot, writeSnapshot } from "./snapshot.ts";
import type { Answer, Answers, Ask, Question, WorkerStart } from "./worker-protocol.ts";

/** The thread that holds the index: 100,000 products would stop the main thread for too long, and fill its heap. */
const { words, snapshot } = workerData as WorkerStart;
let index = catalogueIndex(words);

async function answer(ask: Ask): Promise<Answers[keyof Answers]> {
  switch (ask.op) {
    case "load": {
      const packed = snapshot && (await readSnapshot(snapshot));
      if (packed) index = catalogueIndex(words, packed);
      return packed !== null;
    }
    case "put":
      index.put(ask.products);
      return null;
    case "remove":
      index.remove(ask.ids);
      return null;
    case "settle": {
      const packed = index.pack();
      if (snapshot) await writeSnapshot(snapshot, packed);
      return null;
    }
    case "search":
      return index.search(ask.query);
    case "categories":
      return index.categories(ask.most);
  }
}

/** One at a time and in order, so that a search sees the updates asked for before it. */
let last: Promise<void> = Promise.resolve();
parentPort?.on("message", ({ id, ask }: Question) => {
  last = last
    .then(() => answer(ask))
    .then(
      (value): Answer => ({ id, value }),
      (error: unknown): Answer => ({ id, error }),
    )
    .then((message) => parentPort?.postMessage(message));
});
