import { closeSync, fsyncSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StorageError } from "../ports/store.ts";
import { messageOf, toFault } from "./fault.ts";
import { migrations } from "./schema.ts";

/** What a copy of the database holds, to be compared after every move of it. */
export interface Inspection {
  schemaVersion: number;
  /** Rows of each table. */
  counts: Record<string, number>;
}

/** The newest schema that this program can open. */
export const newestSchema = migrations.length;

/** A reader waits only while another process opens or closes the database. */
const busyTimeoutMs = 10_000;

/**
 * Copies the database of a folder as it is at one moment, whether a server has it open or not: readers do not
 * hinder the writer of a WAL database. Compact, without what was deleted. https://www.sqlite.org/lang_vacuum.html
 * @param file must not exist; readable by its owner only.
 * @throws {StorageError} when there is no database, or no room for the copy.
 */
export function copyDatabase(dataDir: string, file: string): void {
  const source = join(dataDir, "hanout.db");
  try {
    // SQLite takes an empty file as it finds it: with these rights from the first byte on.
    closeSync(openSync(file, "wx", 0o600));
    const connection = new DatabaseSync(source, { readOnly: true, timeout: busyTimeoutMs });
    try {
      connection.prepare("VACUUM INTO ?").run(file);
    } finally {
      connection.close();
    }
    // https://www.sqlite.org/lang_vacuum.html#vacuuminto: SQLite leaves it to us to see it onto the disk.
    const descriptor = openSync(file, "r+");
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (cause) {
    const fault = toFault(cause, dirname(file));
    throw new StorageError(
      fault.storage
        ? `${source} cannot be copied to ${file}: ${fault.message}`
        : `${source}: ${fault.message}`,
      { cause },
    );
  }
}

/**
 * Reads all of a database file that nobody uses.
 * @throws {StorageError} when it is damaged, not ours, or of a newer program.
 */
export function inspectDatabase(file: string): Inspection {
  try {
    const connection = new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs });
    try {
      return inspect(connection, file);
    } finally {
      connection.close();
    }
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    throw new StorageError(`${file} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

function inspect(connection: DatabaseSync, file: string): Inspection {
  const one = (sql: string): unknown => Object.values(connection.prepare(sql).get() ?? {})[0];
  const schemaVersion = Number(one("PRAGMA user_version"));
  if (schemaVersion > newestSchema)
    throw new StorageError(
      `${file} has schema version ${schemaVersion}, this program knows up to ${newestSchema}: use the newer program that wrote it`,
    );
  const integrity = one("PRAGMA integrity_check");
  if (integrity !== "ok") throw new StorageError(`${file} is damaged: ${integrity}`);
  const tables = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all() as { name: string }[];
  if (schemaVersion === 0 || !tables.some(({ name }) => name === "conversations"))
    throw new StorageError(`${file} is not the database of a shop`);
  const counts = tables.map(({ name }) => [name, Number(one(`SELECT count(*) FROM "${name}"`))]);
  return { schemaVersion, counts: Object.fromEntries(counts) };
}
