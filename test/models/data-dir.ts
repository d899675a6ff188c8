import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A folder of its own, removed by `remove`. */
export function temporaryDataDir(): { dataDir: string; remove(): void } {
  const dataDir = mkdtempSync(join(tmpdir(), "hanout-test-"));
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}

/** Beside the store's own connection, as a backup or a curious person would. */
export function withConnection<T>(dataDir: string, use: (connection: DatabaseSync) => T): T {
  const connection = new DatabaseSync(join(dataDir, "hanout.db"), { timeout: 2_000 });
  try {
    return use(connection);
  } finally {
    connection.close();
  }
}

/** Much quicker than a new store for each test. */
export function emptyStore(dataDir: string): void {
  withConnection(dataDir, (connection) => {
    connection.exec("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON");
    for (const { name } of connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()) {
      connection.exec(`DELETE FROM "${name}"`);
    }
    connection.exec("COMMIT");
  });
}
