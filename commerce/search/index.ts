import { Worker } from "node:worker_threads";
import type { Product } from "../../models/commerce.ts";
import type { Language } from "../../models/language.ts";
import type { EntityWords } from "../../models/locale.ts";
import { type CatalogueSearch, SearchClosedError } from "./contract.ts";
import type { SnapshotPlace } from "./snapshot.ts";
import type { Answer, Answers, Ask, Question, WorkerStart } from "./worker-protocol.ts";

export interface OpenSearchOptions {
  /** Read only when there is no snapshot of this catalogue. */
  products: AsyncIterable<Product[]>;
  /** The shop's words for its categories and colours. */
  words: Record<Language, EntityWords>;
  snapshot?: SnapshotPlace;
}

/** A small nursery: what a search throws away is then cleared soon, and 100,000 products cost 100 MB less. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

type AskedOp<Op extends Ask["op"]> = Extract<Ask, { op: Op }>;

interface Waiting {
  resolve(value: never): void;
  reject(error: unknown): void;
}

/**
 * Opens the catalogue's search in a worker thread of its own; ready when the promise settles. Opening takes some
 * seconds for 100,000 products without a snapshot: do not make the start of the server wait for it.
 */
export async function openSearch({ products, words, snapshot }: OpenSearchOptions): Promise<CatalogueSearch> {
  const start = (): SearchThread => searchThread({ words, snapshot: snapshot ?? null });
  let thread = start();
  try {
    if (!(await thread.ask({ op: "load" }))) {
      for await (const page of products) await thread.ask({ op: "put", products: page });
      await thread.ask({ op: "settle" });
      if (snapshot) {
        // What building threw away goes with its thread: one that has read the snapshot takes half as much.
        await thread.close();
        thread = start();
        if (!(await thread.ask({ op: "load" })))
          throw new Error(`The search's snapshot ${snapshot.file} was written and cannot be read`);
      }
    }
  } catch (error) {
    await thread.close();
    throw error;
  }
  return {
    search: (query) => thread.ask({ op: "search", query }),
    categories: (most) => thread.ask({ op: "categories", most }),
    update: async (changed) => {
      await thread.ask({ op: "put", products: changed });
    },
    remove: async (ids) => {
      await thread.ask({ op: "remove", ids });
    },
    close: thread.close,
  };
}

type SearchThread = ReturnType<typeof searchThread>;

/** Questions to the worker, answered in any order. When the worker ends, all of them fail, and those to come. */
function searchThread(workerData: WorkerStart) {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData, resourceLimits });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let ended: SearchClosedError | null = null;

  function end(error: SearchClosedError): void {
    ended ??= error;
    for (const each of waiting.values()) each.reject(ended);
    waiting.clear();
  }
  worker.on("message", (message: Answer) => {
    const asker = waiting.get(message.id);
    waiting.delete(message.id);
    if ("error" in message) asker?.reject(message.error);
    else asker?.resolve(message.value as never);
  });
  worker.on("error", (cause) => end(new SearchClosedError("The search's worker thread failed", { cause })));
  worker.on("exit", () => end(new SearchClosedError("The search is closed")));

  return {
    ask<Op extends Ask["op"]>(ask: AskedOp<Op>): Promise<Answers[Op]> {
      if (ended) return Promise.reject(ended);
      return new Promise<Answers[Op]>((resolve, reject) => {
        const question: Question = { id: ++asked, ask };
        waiting.set(question.id, { resolve, reject });
        worker.postMessage(question);
      });
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
