import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import { z } from "zod";
import type { PackedIndex } from "./catalogue-index.ts";
import { termsVersion } from "./terms.ts";

/** Where the index is kept between two starts. */
export interface SnapshotPlace {
  file: string;
  /** Tells the catalogue it was made of from any other. */
  checksum: string;
}

/**
 * The file: one line of JSON, then the index in V8's serialisation. The name of the format changes with whatever
 * makes old files unreadable.
 */
const format = `hanout-search 2, terms ${termsVersion}, v8 ${process.versions.v8}`;
const Header = z.object({ format: z.literal(format), checksum: z.string(), sha256: z.string() });

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Written beside and moved into place, so that a crash leaves the former file whole. */
export async function writeSnapshot(place: SnapshotPlace, index: PackedIndex): Promise<void> {
  const body = serialize(index);
  const header = JSON.stringify({ format, checksum: place.checksum, sha256: sha256(body) });
  await mkdir(dirname(place.file), { recursive: true });
  const draft = await open(`${place.file}.new`, "w", 0o600);
  try {
    await draft.writeFile(`${header}\n`);
    await draft.writeFile(body);
    await draft.sync();
  } finally {
    await draft.close();
  }
  await rename(`${place.file}.new`, place.file);
}

/**
 * A snapshot is a cache: null when it is missing, damaged, or of another catalogue or version; the index is then
 * built from the products. The file is our own, so its body is trusted once its checksum fits.
 */
export async function readSnapshot(place: SnapshotPlace): Promise<PackedIndex | null> {
  const file = await readFile(place.file).catch(() => null);
  const end = file?.indexOf("\n") ?? -1;
  if (!file || end < 0) return null;
  const header = Header.safeParse(jsonOrNull(file.toString("utf8", 0, end)));
  const body = file.subarray(end + 1);
  if (!header.success || header.data.checksum !== place.checksum || header.data.sha256 !== sha256(body))
    return null;
  return deserialize(body) as PackedIndex;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
