import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StorageError } from "../ports/store.ts";
import { isBusy } from "./fault.ts";

/**
 * Takes a data folder for this process alone, until `close`. A lock of the operating system, so that it ends with
 * the process however that ends. It is on a file of its own: backups and `sqlite3` may still read the database beside
 * us.
 * @throws {StorageError} when another process has it.
 */
export function lockFolder(dataDir: string): DatabaseSync {
  const lock = new DatabaseSync(join(dataDir, "hanout.lock"), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw cause;
    throw new StorageError(
      `${dataDir} is in use by another process: stop it, or give this one another DATA_DIR`,
      { cause },
    );
  }
}
