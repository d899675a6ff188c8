import { once } from "node:events";
import { setImmediate } from "node:timers";
import { Worker } from "node:worker_threads";
import { StorageError } from "../ports/store.ts";
import { toError } from "./fault.ts";
import type { Call, Reply, Request } from "./operations.ts";
import type { FromThread, ToThread } from "./thread.ts";

interface Waiting {
  request: Request;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

export interface Client {
  call: Call;
  /** Finishes what was asked, then closes the database. */
  close(): Promise<void>;
}

/**
 * Starts the thread that owns the database. Requests made in one turn of the event loop, and those made while a
 * batch is under way, travel together and share one transaction.
 * @throws {StorageError} when the database cannot be opened.
 */
export async function openClient(dataDir: string): Promise<Client> {
  const worker = new Worker(new URL("./thread.ts", import.meta.url), { workerData: { dataDir } });
  const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const [first] = (await once(worker, "message")) as [FromThread];
  if ("failed" in first) {
    await exited;
    throw toError(first.failed);
  }
  return createClient(worker, exited);
}

function createClient(worker: Worker, exited: Promise<void>): Client {
  let queue: Waiting[] = [];
  let underWay: Waiting[] = [];
  let scheduled = false;
  let ended: StorageError | null = null;
  let onIdle: (() => void) | null = null;
  let closing: Promise<void> | null = null;

  const post = (batch: ToThread): void => worker.postMessage(batch);
  const flush = (): void => {
    scheduled = false;
    if (underWay.length > 0 || ended) return;
    if (queue.length === 0) {
      onIdle?.();
      return;
    }
    underWay = queue;
    queue = [];
    post(underWay.map(({ request }) => request));
  };
  const schedule = (): void => {
    if (scheduled || underWay.length > 0) return;
    scheduled = true;
    setImmediate(flush);
  };

  worker.on("message", (message: FromThread) => {
    if (!("replies" in message)) return;
    const answered = underWay;
    underWay = [];
    for (const [index, waiting] of answered.entries()) answer(waiting, message.replies[index]!);
    if (queue.length > 0 || onIdle) schedule();
  });
  const end = (why: string, cause?: unknown): void => {
    ended ??= new StorageError(why, { cause });
    for (const { reject } of [...underWay, ...queue]) reject(ended);
    underWay = [];
    queue = [];
    onIdle?.();
  };
  worker.on("error", (cause) => end("the store's thread failed: restart the server", cause));
  worker.on("exit", () => end("the store's thread has ended: restart the server"));

  const drain = async (): Promise<void> => {
    if (ended) return;
    await new Promise<void>((resolve) => {
      onIdle = resolve;
      schedule();
    });
    ended ??= new StorageError("the store is closed");
    post(null);
  };

  return {
    call: (operation, args) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        // The thread's operation of that name made the reply, so it has that operation's type.
        const settle = resolve as (value: unknown) => void;
        queue.push({ request: { operation, args }, resolve: settle, reject });
        schedule();
      }),
    close() {
      closing ??= drain().then(() => exited);
      return closing;
    },
  };
}

function answer({ resolve, reject }: Waiting, reply: Reply): void {
  if ("fault" in reply) reject(toError(reply.fault));
  else resolve(reply.value);
}
