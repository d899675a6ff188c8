import { createWriteStream, type Stats } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { inspectDatabase, newestSchema } from "../../models/embedded/backup.ts";
import { lockFolder } from "../../models/embedded/folder-lock.ts";
import { CommandError } from "../api.ts";
import { databaseName } from "./files.ts";
import type { Manifest } from "./manifest.ts";
import { readBackup } from "./read.ts";
import { explained } from "./write.ts";

const lockName = "hanout.lock";

/**
 * Puts a backup into an empty folder. The whole of it is read and checked before the first file is written; the
 * database gets its name last, once it has been read as well. What a failure leaves is removed.
 * @throws {CommandError} or {StorageError}
 */
export async function restoreBackup(file: string, dataDir: string): Promise<Manifest> {
  const about = await orNull(stat(file));
  if (!about) throw new CommandError(`There is no ${file}.`);
  await refuseUsedFolder(dataDir);
  const manifest = await readBackup(file);
  if (manifest.schemaVersion > newestSchema)
    throw new CommandError(
      `${file} is of a newer program (schema version ${manifest.schemaVersion}, this one knows up to ${newestSchema}): restore it with that program.`,
    );
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockFolder(dataDir);
  try {
    // Nobody fills it from here on; another restore may have, while this one read the backup.
    await refuseFull(dataDir);
  } catch (cause) {
    lock.close();
    throw cause;
  }
  try {
    await extract(file, dataDir, manifest);
  } catch (cause) {
    const left = (await readdir(dataDir)).filter((name) => !isLock(name));
    await Promise.all(left.map((name) => rm(join(dataDir, name), { recursive: true, force: true })));
    throw explained(cause, join(dataDir, databaseName), "restored");
  } finally {
    lock.close();
  }
  return manifest;
}

async function refuseUsedFolder(dataDir: string): Promise<void> {
  // Says so by itself when a server runs there.
  if (await orNull(stat(join(dataDir, lockName)))) lockFolder(dataDir).close();
  await refuseFull(dataDir);
}

/** What SQLite keeps of a lock. That of a process that is gone is nothing. */
const isLock = (name: string): boolean => name.startsWith(lockName);

async function refuseFull(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === "ENOENT") return [];
    throw new CommandError(`${dataDir} cannot be used: ${error.message}`);
  });
  if (!names.every(isLock))
    throw new CommandError(
      `${dataDir} is not empty, and nothing is written over: give an empty folder, or move its files away.`,
    );
}

async function extract(file: string, dataDir: string, manifest: Manifest): Promise<void> {
  const unnamed = join(dataDir, `${databaseName}.restoring`);
  await readBackup(file, async (name, bytes) => {
    const path = name === databaseName ? unnamed : join(dataDir, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await pipeline(bytes, createWriteStream(path, { flags: "wx", mode: 0o600, flush: true }));
  });
  const { counts } = inspectDatabase(unnamed);
  const wrong = Object.entries(manifest.counts).filter(([table, rows]) => counts[table] !== rows);
  if (wrong.length > 0)
    throw new CommandError(
      `The database does not hold what the backup says: ${wrong.map(([table]) => table)}.`,
    );
  await rename(unnamed, join(dataDir, databaseName));
}

const orNull = (reading: Promise<Stats>): Promise<Stats | null> => reading.catch(() => null);
