import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "@jest/globals";
import { type SharedStore, sharedFiles } from "../../bots/shared-files.ts";
import type { Blobs } from "../../models/ports/blobs.ts";
import { storeForTests } from "./store.ts";

const store = storeForTests();
let shared: SharedStore;

beforeEach(() => {
  const kept = new Map<string, Buffer>();
  const blobs: Blobs = {
    put: async (name, bytes) => void kept.set(name, bytes),
    get: async (name) => kept.get(name) ?? null,
    remove: async (name) => void kept.delete(name),
  };
  shared = { blobs, records: store.records() };
});

/** A server with folders of its own. */
async function server() {
  const dataDir = await mkdtemp(join(tmpdir(), "hanout-shared-"));
  const localesDir = join(dataDir, "locales");
  await mkdir(join(localesDir, "fr"), { recursive: true });
  const write = (path: string, text: string) => writeFile(join(dataDir, path), text);
  const read = (path: string) => readFile(join(dataDir, path), "utf8").catch(() => null);
  const again = () => sharedFiles(shared, { dataDir, localesDir });
  return { write, read, again, files: await again() };
}

test("what one server pushes the others pull, once", async () => {
  const [a, b] = [await server(), await server()];
  await a.write("nlu-model.bin", "model 1");
  await a.write("locales/fr/replies.yaml", "hello: Bonjour");
  await a.write("locales/fr/notes.txt", "no locale file");
  expect(await a.files.pushModel()).toBe(true);
  expect(await a.files.pushModel()).toBe(false);
  expect(await a.files.pushLocales()).toEqual(["locales/fr/replies.yaml"]);
  expect(await b.files.pull()).toEqual({ changed: ["locales/fr/replies.yaml", "model"], kept: [] });
  expect(await b.files.pull()).toEqual({ changed: [], kept: [] });
  expect(await b.read("nlu-model.bin")).toBe("model 1");
  expect(await b.read("locales/fr/replies.yaml")).toBe("hello: Bonjour");
  expect(await b.read("locales/fr/notes.txt")).toBeNull();
});

test("a change replaces; a file taken away goes everywhere, unless somebody changed it there", async () => {
  const [a, b] = [await server(), await server()];
  await a.write("locales/fr/replies.yaml", "hello: Bonjour");
  await a.files.pushLocales();
  await a.write("locales/fr/replies.yaml", "hello: Salut");
  await a.write("locales/shop.yaml", "name: Dar Lina");
  expect(await a.files.pushLocales()).toEqual(["locales/fr/replies.yaml", "locales/shop.yaml"]);
  await b.files.pull("locales");
  expect(await b.read("locales/fr/replies.yaml")).toBe("hello: Salut");
  const c = await server();
  await c.write("locales/shop.yaml", "name: Dar Lina");
  expect(await c.files.pushLocales()).toEqual(["locales/fr/replies.yaml"]);
  await a.write("locales/fr/replies.yaml", "hello: Salut !");
  await Promise.all([a.files.pull(), b.files.pull()]);
  await a.files.pull();
  expect(await b.read("locales/fr/replies.yaml")).toBeNull();
  expect(await a.read("locales/fr/replies.yaml")).toBe("hello: Salut !");
});

test("what was changed here and not pushed stays; a server that begins knows it as well", async () => {
  const [a, b] = [await server(), await server()];
  await a.write("locales/fr/replies.yaml", "hello: Bonjour");
  await a.files.pushLocales();
  await b.files.pull();
  await b.write("locales/fr/replies.yaml", "hello: Coucou");
  await a.write("locales/fr/replies.yaml", "hello: Salut");
  await a.files.pushLocales();
  expect(await b.files.pull()).toEqual({ changed: [], kept: ["locales/fr/replies.yaml"] });
  expect(await (await b.again()).pull()).toEqual({ changed: [], kept: ["locales/fr/replies.yaml"] });
  expect(await b.read("locales/fr/replies.yaml")).toBe("hello: Coucou");
  expect(await b.files.pushLocales()).toEqual(["locales/fr/replies.yaml"]);
  expect(await a.files.pull()).toEqual({ changed: ["locales/fr/replies.yaml"], kept: [] });
});
