import { parentPort, workerData } from "node:worker_threads";
import { StorageError } from "../ports/store.ts";
import { connect } from "./connect.ts";
import { createExecutor } from "./executor.ts";
import { messageOf } from "./fault.ts";
import type { Fault, Reply, Request } from "./operations.ts";

/** To the thread: a batch, or `null` to close. From it: `opened` once, then the replies of each batch. */
export type ToThread = Request[] | null;
export type FromThread = { opened: true } | { failed: Fault } | { replies: Reply[] };

/** The thread that owns the database: SQLite waits for the disk here, and the event loop does not. */
const { dataDir } = workerData as { dataDir: string };
const port = parentPort!;
const tell = (message: FromThread): void => port.postMessage(message);

try {
  const { db, close } = connect(dataDir);
  const execute = createExecutor(db, dataDir);
  port.on("message", (batch: ToThread) => {
    if (batch) return tell({ replies: execute(batch) });
    close();
    port.close();
  });
  tell({ opened: true });
} catch (error) {
  tell({ failed: { storage: error instanceof StorageError, message: messageOf(error) } });
}
