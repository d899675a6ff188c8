import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

export const databaseName = "hanout.db";

/** Not copied: the database, which is copied by SQLite, and what the server makes anew. */
const leftOut = new Set([
  databaseName,
  `${databaseName}-wal`,
  `${databaseName}-shm`,
  "hanout.lock",
  "hanout.lock-journal",
  "search.snapshot",
]);

export interface Found {
  /** In the backup, with slashes. */
  name: string;
  path: string;
}

/**
 * What a backup holds beside the database: pictures, the model, keys, reports, and the shop's own locale files,
 * wherever they are.
 */
export async function filesToKeep(dataDir: string, localesDir: string): Promise<Found[]> {
  const kept = (await filesBelow(dataDir)).filter(({ name }) => !leftOut.has(name));
  const isInside = join(localesDir) === join(dataDir, "locales");
  const locales = isInside ? [] : await filesBelow(localesDir, "locales/");
  const names = new Set(locales.map(({ name }) => name));
  return [...kept.filter(({ name }) => !names.has(name)), ...locales];
}

/** Links are followed: pictures may be on another disk. */
async function filesBelow(folder: string, prefix = ""): Promise<Found[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const found = await Promise.all(
    names.sort().map(async (each): Promise<Found[]> => {
      const path = join(folder, each);
      const about = await stat(path).catch(() => null);
      if (about?.isDirectory()) return filesBelow(path, `${prefix}${each}/`);
      return about?.isFile() ? [{ name: prefix + each, path }] : [];
    }),
  );
  return found.flat();
}
