import { closeSync, existsSync, mkdirSync, openSync, readSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StorageError } from "../ports/store.ts";
import { Database } from "./database.ts";
import { messageOf } from "./fault.ts";
import { lockFolder } from "./folder-lock.ts";
import { freeAllJobs } from "./jobs.ts";
import { freeAllLeases } from "./leases.ts";
import { migrate } from "./schema.ts";

/** Only a backup or a curious person locks our file; a worker thread must not wait long for them. */
const busyTimeoutMs = 250;
/** https://www.sqlite.org/pragma.html. FULL: what was acknowledged survives a power cut, not only a kill. */
const settings = [
  "synchronous = FULL",
  "foreign_keys = ON",
  "cache_size = -16384",
  "journal_size_limit = 67108864",
  "temp_store = MEMORY",
];
const magic = "SQLite format 3\0";

export interface Connection {
  db: Database;
  close(): void;
}

/**
 * Opens `<dataDir>/hanout.db`, creating what is missing, and takes the folder for this process alone.
 * @throws {StorageError} saying what stands in the way; nothing that was there is changed then.
 */
export function connect(dataDir: string): Connection {
  const file = join(dataDir, "hanout.db");
  try {
    makeFolder(dataDir);
    const lock = lockFolder(dataDir);
    try {
      refuseForeignFile(file);
      const connection = new DatabaseSync(file, { timeout: busyTimeoutMs });
      try {
        const db = prepare(connection, file);
        return {
          db,
          close() {
            connection.close();
            lock.close();
          },
        };
      } catch (error) {
        connection.close();
        throw error;
      }
    } catch (error) {
      lock.close();
      throw error;
    }
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    throw new StorageError(
      `cannot open the store ${file}: ${messageOf(cause)}. Check that DATA_DIR is a folder this user may write, on a disk with room; if the file is damaged, restore a backup`,
      { cause },
    );
  }
}

function prepare(connection: DatabaseSync, file: string): Database {
  const db = new Database(connection);
  for (const setting of settings) connection.exec(`PRAGMA ${setting}`);
  migrate(db, file);
  connection.exec("PRAGMA journal_mode = WAL");
  // The former process is gone, for the folder is ours: nobody holds its leases and jobs any more.
  db.transaction(() => {
    freeAllLeases(db);
    freeAllJobs(db);
  });
  return db;
}

/** Creates the file, readable by its owner only, when there is none. */
function refuseForeignFile(file: string): void {
  const descriptor = openSync(file, "a+", 0o600);
  try {
    const header = Buffer.alloc(magic.length);
    const length = readSync(descriptor, header, 0, header.length, 0);
    if (length > 0 && header.toString("latin1", 0, length) !== magic) {
      throw new StorageError(
        `${file} is not a database, or its beginning is damaged: restore a backup, or move the file away to start empty`,
      );
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Not `recursive: true`: on file systems that refuse new folders (/proc) Node would try for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}
