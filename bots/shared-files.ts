import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { z } from "zod";
import type { Blobs } from "../models/ports/blobs.ts";
import type { OpenRecords, RecordKind } from "../models/ports/records.ts";
import { modelFileName } from "../nlu/model-file.ts";

/** A file that every server of the shop has in its folders: the model, and the shop's own locale files. */
const SharedFile = z.object({
  /** `model`, or `locales/` and the path below the folder of locale files; with `/` on every system. */
  name: z.string().regex(/^(?:model|locales\/(?!.*\.\.(?:\/|$))[^\\]+\.ya?ml)$/),
  /** SHA-256 of its bytes, in hex. */
  sha256: z.string(),
  /** It was taken away; whoever has this very one takes it away as well. */
  isRemoved: z.boolean(),
});
type SharedFile = z.infer<typeof SharedFile>;

const sharedFileKind: RecordKind<SharedFile, never> = {
  name: "shared-files",
  schema: SharedFile,
  id: ({ name }) => name,
  indexes: {},
};

/** Where this server has its copies. */
export interface Folders {
  dataDir: string;
  localesDir: string;
}

export interface SharedStore {
  blobs: Blobs;
  records: OpenRecords;
}

/** What a pull has done. */
export interface Pulled {
  changed: string[];
  /** Changed here and not pushed: left as they are. */
  kept: string[];
}

/** In the data folder: by name, the checksum of what was last pulled or pushed, by which changes made here are known. */
const Known = z.record(z.string(), z.string());
const knownFileName = "shared-files.json";

const modelName = "model";
const mostFiles = 1_000;

export async function sharedFiles({ blobs, records }: SharedStore, { dataDir, localesDir }: Folders) {
  const manifest = await records(sharedFileKind);
  const pathOf = (name: string): string =>
    name === modelName ? join(dataDir, modelFileName) : join(localesDir, ...name.split("/").slice(1));

  const knownPath = join(dataDir, knownFileName);
  const known = Known.parse(JSON.parse(await readFile(knownPath, "utf8").catch(() => "{}")));
  async function know(name: string, sha256: string): Promise<void> {
    if (known[name] === sha256) return;
    known[name] = sha256;
    await writeWhole(knownPath, Buffer.from(JSON.stringify(known)));
  }

  async function push(name: string): Promise<boolean> {
    const bytes = await readFile(pathOf(name));
    const sha256 = sha256Of(bytes);
    await know(name, sha256);
    const former = (await manifest.get(name))?.doc;
    if (former?.sha256 === sha256 && !former.isRemoved) return false;
    // The bytes first: whoever reads the manifest finds them.
    await blobs.put(`${name}@${sha256}`, bytes);
    await manifest.replace([{ name, sha256, isRemoved: false }]);
    if (former && former.sha256 !== sha256) await blobs.remove(`${name}@${former.sha256}`);
    return true;
  }

  return {
    /** Writes the store's files over those here that differ, unless they were changed here. */
    async pull(wanted: "all" | "locales" = "all"): Promise<Pulled> {
      const changed: string[] = [];
      const kept: string[] = [];
      for (const { name, sha256, isRemoved } of await manifest.page(null, mostFiles)) {
        if (wanted === "locales" && name === modelName) continue;
        const here = await readFile(pathOf(name)).catch(() => null);
        const sha256Here = here && sha256Of(here);
        if (sha256Here === (isRemoved ? null : sha256)) {
          if (sha256Here !== null) await know(name, sha256Here);
          continue;
        }
        if (name !== modelName && sha256Here !== null && sha256Here !== known[name]) {
          kept.push(name);
          continue;
        }
        if (isRemoved) {
          await rm(pathOf(name));
          changed.push(name);
          continue;
        }
        const bytes = await blobs.get(`${name}@${sha256}`);
        // Replaced since the manifest was read: the next pull has the new one.
        if (!bytes) continue;
        await writeWhole(pathOf(name), bytes);
        await know(name, sha256);
        changed.push(name);
      }
      return { changed, kept };
    },

    /** @returns whether the store had another one. */
    pushModel: () => push(modelName),

    /** The locale files here become those of the store. @returns the names of the new, changed and removed ones. */
    async pushLocales(): Promise<string[]> {
      const names = (await yamlFilesIn(localesDir)).map((path) => `locales/${path}`);
      const changed: string[] = [];
      for (const name of names) if (await push(name)) changed.push(name);
      for (const { name, sha256, isRemoved } of await manifest.page(null, mostFiles)) {
        if (isRemoved || name === modelName || names.includes(name)) continue;
        await manifest.replace([{ name, sha256, isRemoved: true }]);
        await blobs.remove(`${name}@${sha256}`);
        changed.push(name);
      }
      return changed;
    },
  };
}

const sha256Of = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** A reader sees the former file or the whole new one. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  try {
    await writeFile(draft, bytes, { mode: 0o600 });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

async function yamlFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted();
}
