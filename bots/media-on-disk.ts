import { createHash, randomBytes } from "node:crypto";
import { access, mkdir, open, readdir, readFile, rename, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { extensions, type MediaStore, type MediaType, mediaTypes } from "../models/ports/media.ts";
import { StorageError } from "../models/ports/store.ts";

const contentTypes = new Map(mediaTypes.map((type): [string, MediaType] => [extensions[type], type]));

const mediaNames = new RegExp(`^[\\w-]{32}\\.(?:${Object.values(extensions).join("|")})$`);
const newMediaName = (): string => randomBytes(24).toString("base64url");

/** Pictures and documents as files under `<folder>/<hash of the conversation's id>/`. */
export function mediaOnDisk(folder: string): MediaStore {
  const folderOf = (conversationId: string) =>
    join(folder, createHash("sha256").update(conversationId).digest("hex").slice(0, 32));
  const fileOf = (conversationId: string, mediaId: string) =>
    mediaNames.test(mediaId) ? join(folderOf(conversationId), mediaId) : null;
  return {
    async save(conversationId, { bytes, contentType }, name = newMediaName()) {
      const mediaId = `${name}.${extensions[contentType]}`;
      try {
        await mkdir(folderOf(conversationId), { recursive: true });
        await writeDurably(join(folderOf(conversationId), mediaId), bytes);
      } catch (cause) {
        throw new StorageError(`the picture could not be written below ${folder}`, { cause });
      }
      return mediaId;
    },
    async has(conversationId, mediaId) {
      const file = fileOf(conversationId, mediaId);
      return file !== null && (await orNull(access(file).then(() => true))) === true;
    },
    async read(conversationId, mediaId) {
      const file = fileOf(conversationId, mediaId);
      const bytes = file && (await orNull(readFile(file)));
      const contentType = contentTypes.get(mediaId.split(".")[1] ?? "");
      return bytes && contentType ? { bytes, contentType } : null;
    },
    async expire(before) {
      let gone = 0;
      for (const name of (await orNull(readdir(folder))) ?? [])
        for (const file of (await orNull(readdir(join(folder, name)))) ?? []) {
          const path = join(folder, name, file);
          const age = await orNull(stat(path));
          if (!age || age.mtime >= before) continue;
          await orNull(unlink(path));
          gone += 1;
        }
      return gone;
    },
  };
}

/** Under its name it is whole, whenever the process dies; the same file may be there from before. */
async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  const folder = await open(dirname(file), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Null for a file that is not there. */
async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new StorageError("a picture could not be read", { cause });
  }
}
