import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { copyDatabase, type Inspection, inspectDatabase } from "../../models/embedded/backup.ts";
import { CommandError } from "../api.ts";
import { databaseName, type Found, filesToKeep } from "./files.ts";
import { format, type ListedFile, type Manifest, manifestName } from "./manifest.ts";
import { readBackup } from "./read.ts";

export interface BackupOrder {
  dataDir: string;
  localesDir: string;
  /** A file, or a folder in which a name is made of the time. */
  target: string;
  now: Date;
}

/** Quick: the disk and not the processor is to be waited for. */
const compressionLevel = 3;
const ownerOnly = 0o600;

/**
 * Writes a backup beside a running server, or of a stopped one: one file, readable by its owner only, which is read
 * again before it gets its name. Nothing is left of one that failed.
 * @throws {CommandError} or {StorageError}
 */
export async function writeBackup(order: BackupOrder): Promise<{ file: string; manifest: Manifest }> {
  const file = await fileFor(order);
  await refuse(order, file);
  const work = await mkdtemp(`${file}.part-`).catch((cause: Error) => {
    throw new CommandError(`${dirname(file)} cannot be written: ${cause.message}`);
  });
  try {
    const database = join(work, databaseName);
    copyDatabase(order.dataDir, database);
    const inspection = inspectDatabase(database);
    // After the database: whatever it names is there by then.
    const files = await filesToKeep(order.dataDir, order.localesDir);
    const archive = join(work, "backup.tar.gz");
    const packed = pack();
    await Promise.all([
      pipeline(
        packed,
        createGzip({ level: compressionLevel }),
        createWriteStream(archive, { flags: "wx", mode: 0o600, flush: true }),
      ),
      fill(packed, database, inspection, files, order.now).catch((error: Error) => packed.destroy(error)),
    ]);
    const manifest = await readBackup(archive);
    await rename(archive, file);
    await syncFolder(dirname(file));
    return { file, manifest };
  } catch (cause) {
    throw explained(cause, file, "backed up");
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fileFor({ target, now }: BackupOrder): Promise<string> {
  const about = await stat(target).catch(() => null);
  const name = `hanout-${now.toISOString().slice(0, 19).replaceAll(":", "-")}.tar.gz`;
  return resolve(about?.isDirectory() ? join(target, name) : target);
}

async function refuse({ dataDir }: BackupOrder, file: string): Promise<void> {
  if (!(await stat(join(dataDir, databaseName)).catch(() => null)))
    throw new CommandError(`There is no ${join(dataDir, databaseName)}: set DATA_DIR.`);
  const folder = await realpath(dirname(file)).catch(() => {
    throw new CommandError(`There is no folder ${dirname(file)}.`);
  });
  if (isInside(join(folder, basename(file)), await realpath(dataDir)))
    throw new CommandError(
      `${file} is inside of DATA_DIR, and would be lost together with it: choose another place, best on another machine.`,
    );
  if (await stat(file).catch(() => null))
    throw new CommandError(`${file} is there already, and is not written over: choose another name.`);
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way.split(sep)[0] !== ".." && !isAbsolute(way);
}

async function fill(
  packed: Pack,
  database: string,
  { schemaVersion, counts }: Inspection,
  found: readonly Found[],
  now: Date,
): Promise<void> {
  const hash = createHash("sha256");
  const { size } = await stat(database);
  await pipeline(
    createReadStream(database),
    async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        hash.update(piece);
        yield piece;
      }
    },
    packed.entry({ name: databaseName, size, mode: ownerOnly }),
  );
  const files: ListedFile[] = [{ name: databaseName, bytes: size, sha256: hash.digest("hex") }];
  for (const { name, path } of found) {
    // At once, for a file that is being changed must not have two sizes.
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    if (!bytes) continue;
    packed.entry({ name, mode: ownerOnly }, bytes);
    files.push({ name, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
  }
  const manifest: Manifest = { format, createdAt: now.toISOString(), schemaVersion, counts, files };
  packed.entry({ name: manifestName, mode: ownerOnly }, `${JSON.stringify(manifest, null, 2)}\n`);
  packed.finalize();
}

/** So that the new name survives a power cut; not every system can. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** https://www.sqlite.org/rescode.html#full */
const sqliteFull = 13;

function isFull(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  if ("code" in cause && (cause.code === "ENOSPC" || cause.code === "EDQUOT")) return true;
  if ("errcode" in cause && Number(cause.errcode) % 256 === sqliteFull) return true;
  return isFull(cause.cause);
}

/** What its user can do about it. */
export function explained(cause: unknown, file: string, what: string): unknown {
  if (!isFull(cause)) return cause;
  return new CommandError(
    `The disk of ${dirname(file)} is full: nothing was ${what}, and nothing is left of it. Make room, or choose another disk.`,
    { cause },
  );
}
