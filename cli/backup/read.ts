import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { CommandError } from "../api.ts";
import { AnyManifest, format, Manifest, manifestName } from "./manifest.ts";

/** Told of a file and given its bytes, all of which must be read. */
export type OnFile = (name: string, bytes: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Reads a whole backup.
 * @param onFile told of each file but the manifest.
 * @throws {CommandError} when it is no backup, a damaged one, or of a newer program.
 */
export async function readBackup(
  file: string,
  onFile: OnFile = async (_, bytes) => drain(bytes),
): Promise<Manifest> {
  const sums = new Map<string, { bytes: number; sha256: string }>();
  let manifest: string | null = null;
  const take: OnFile = async (name, bytes) => {
    if (name === manifestName) {
      manifest = await textOf(bytes);
      return;
    }
    const hash = createHash("sha256");
    let total = 0;
    async function* counted(): AsyncGenerator<Buffer> {
      for await (const piece of bytes) {
        hash.update(piece);
        total += piece.length;
        yield piece;
      }
    }
    await onFile(name, counted());
    sums.set(name, { bytes: total, sha256: hash.digest("hex") });
  };
  try {
    const entries = extract();
    await Promise.all([
      pipeline(createReadStream(file), createGunzip(), entries),
      (async () => {
        for await (const entry of entries) await take(entry.header.name, entry as AsyncIterable<Buffer>);
      })(),
    ]);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    // Of tar-stream's errors, which have no code: "Invalid tar header …", "Unexpected end of data".
    if (code?.startsWith("Z_") || /^(?:Invalid tar header|Unexpected end of data)/.test(message))
      throw new CommandError(`${file} is no backup, or it is damaged: ${message}. Nothing was changed.`);
    throw cause;
  }
  return check(file, manifest, sums);
}

async function drain(bytes: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of bytes);
}

async function textOf(bytes: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

function check(
  file: string,
  text: string | null,
  sums: ReadonlyMap<string, { bytes: number; sha256: string }>,
): Manifest {
  if (text === null) throw new CommandError(`${file} is no backup of Hanout: it has no ${manifestName}.`);
  const json: unknown = JSON.parse(text);
  const version = AnyManifest.safeParse(json).data?.format ?? 0;
  if (version > format)
    throw new CommandError(
      `${file} was written by a newer program (format ${version}, this one knows up to ${format}): restore it with that program.`,
    );
  const parsed = Manifest.safeParse(json);
  if (!parsed.success) throw new CommandError(`${file} is damaged: ${manifestName}: ${parsed.error.message}`);
  const { files } = parsed.data;
  const wrong = files.filter(({ name, bytes, sha256 }) => {
    const found = sums.get(name);
    return found?.bytes !== bytes || found.sha256 !== sha256;
  });
  const listed = new Set(files.map(({ name }) => name));
  const unknown = [...sums.keys()].filter((name) => !listed.has(name));
  if (wrong.length > 0 || unknown.length > 0) {
    const names = [...wrong.map(({ name }) => name), ...unknown];
    throw new CommandError(`${file} is damaged: ${names.slice(0, 3).join(", ")}. Nothing was changed.`);
  }
  return parsed.data;
}
