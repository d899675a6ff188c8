import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { restoreBackup } from "../../cli/backup/restore.ts";
import { explained, writeBackup } from "../../cli/backup/write.ts";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import type { Store } from "../../models/ports/store.ts";
import { newConversation, text } from "../contracts/conversation-fixtures.ts";
import { temporaryDataDir } from "../models/data-dir.ts";

let folder: string;
let dataDir: string;
let remove: () => void;
let store: Store;
let conversationId: string;
beforeEach(async () => {
  ({ dataDir: folder, remove } = temporaryDataDir());
  dataDir = join(folder, "data");
  store = await openEmbeddedStore({ dataDir });
  conversationId = await newConversation(store.conversations);
  await store.conversations.accept(conversationId, [text("before")]);
});
afterEach(async () => {
  await store.close();
  remove();
});

const now = new Date("2026-11-20T10:00:00.000Z");
const backUp = (target = join(folder, "b.tar.gz")) =>
  writeBackup({ dataDir, localesDir: join(dataDir, "locales"), target, now });
const put = (name: string, content: string | Buffer) => {
  mkdirSync(join(dataDir, name, ".."), { recursive: true });
  writeFileSync(join(dataDir, name), content);
};
const restored = () => join(folder, "restored");
const keysOf = async (from: string): Promise<unknown[]> => {
  const opened = await openEmbeddedStore({ dataDir: from });
  const rows = await opened.conversations.transcript(conversationId, 0);
  await opened.close();
  return rows.map(({ event }) => (event as { key: string }).key);
};

test("a shop that is open is backed up, and comes back as it was at that moment", async () => {
  const longName = `media/${"a".repeat(90)}/${"é".repeat(60)}.png`;
  put("operator.key", "hk_secret\n");
  put("locales/fr/replies.yaml", "smalltalk.thanks: Merci");
  put(longName, Buffer.from([1, 2, 3]));
  put("media/empty.png", "");
  put("search.snapshot", "made anew");
  const { file, manifest } = await backUp();
  await store.conversations.accept(conversationId, [text("after")]);

  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).toSorted()).toEqual(["b.tar.gz", "data"]);
  expect(manifest.counts).toMatchObject({ conversations: 1, transcript: 1, mailbox: 1 });

  await restoreBackup(file, restored());
  expect(await keysOf(restored())).toEqual(["before"]);
  expect(readFileSync(join(restored(), longName))).toEqual(Buffer.from([1, 2, 3]));
  expect(readFileSync(join(restored(), "operator.key"), "utf8")).toBe("hk_secret\n");
  expect(statSync(join(restored(), "operator.key")).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(restored(), "locales/fr"))).toEqual(["replies.yaml"]);
  expect(readdirSync(restored())).not.toContain("search.snapshot");
});

test("the shop answers and stores while it is being backed up", async () => {
  const big = Array.from({ length: 50 }, (_, i) => text(`m${i}`, "x".repeat(20_000)));
  await store.conversations.accept(conversationId, big);
  const backup = backUp();
  const accepted = await Promise.all(
    Array.from({ length: 50 }, (_, i) => store.conversations.accept(conversationId, [text(`w${i}`)])),
  );
  expect(accepted.flat()).toHaveLength(50);
  await restoreBackup((await backup).file, restored());
  const keys = await keysOf(restored());
  expect(keys.slice(0, 51)).toEqual(["before", ...big.map(({ key }) => key)]);
});

test("what a killed server left in its log is in the backup", async () => {
  const other = join(folder, "killed");
  const script = join(import.meta.dirname, "../models/killed-after-accept.ts");
  expect(spawnSync(process.execPath, [script, other, "20"]).signal).toBe("SIGKILL");
  expect(readdirSync(other)).toContain("hanout.db-wal");
  const target = join(folder, "b.tar.gz");
  const { manifest } = await writeBackup({ dataDir: other, localesDir: other, target, now });
  expect(manifest.counts.transcript).toBeGreaterThanOrEqual(20);
});

test("a folder gets a file named by the time; own locale files elsewhere come along", async () => {
  const elsewhere = join(folder, "words");
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, "shop.yaml"), "name: Dar Lina");
  const { file } = await writeBackup({ dataDir, localesDir: elsewhere, target: folder, now });
  expect(file).toBe(join(folder, "hanout-2026-11-20T10-00-00.tar.gz"));
  await restoreBackup(file, restored());
  expect(readFileSync(join(restored(), "locales/shop.yaml"), "utf8")).toBe("name: Dar Lina");
});

describe("a backup is refused", () => {
  test("over a file that is there", async () => {
    writeFileSync(join(folder, "b.tar.gz"), "precious");
    await expect(backUp()).rejects.toThrow("is there already");
    expect(readFileSync(join(folder, "b.tar.gz"), "utf8")).toBe("precious");
  });

  test("into the folder that it is a copy of, and into none", async () => {
    await expect(backUp(dataDir)).rejects.toThrow("inside of DATA_DIR");
    await expect(backUp(join(folder, "none", "b.tar.gz"))).rejects.toThrow("There is no folder");
  });

  test("of a folder without a database", async () => {
    const order = { dataDir: folder, localesDir: folder, target: folder, now };
    await expect(writeBackup(order)).rejects.toThrow("set DATA_DIR");
  });

  test("of a damaged database, and nothing is left of it", async () => {
    await store.close();
    const file = join(dataDir, "hanout.db");
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096 * 3, 4096 * 20);
    writeFileSync(file, bytes);
    await expect(backUp()).rejects.toMatchObject({ name: "StorageError" });
    expect(readdirSync(folder)).toEqual(["data"]);
  });

  test.each([
    ["of a file", Object.assign(new Error("write"), { code: "ENOSPC" })],
    ["under SQLite", new Error("copy", { cause: Object.assign(new Error("full"), { errcode: 13 }) })],
  ])("on a full disk %s, in words", (_, cause) => {
    expect(String(explained(cause, join(folder, "b.tar.gz"), "backed up"))).toContain(
      `disk of ${folder} is full`,
    );
  });
});

describe("a restore is refused, and changes nothing", () => {
  let file: string;
  beforeEach(async () => {
    ({ file } = await backUp());
  });
  const rewritten = (change: (tar: Buffer) => Buffer): string => {
    const other = join(folder, "other.tar.gz");
    writeFileSync(other, gzipSync(change(gunzipSync(readFileSync(file)))));
    return other;
  };
  const replaced = (from: string, to: string) =>
    rewritten((tar) => {
      const at = tar.lastIndexOf(from);
      expect(at).toBeGreaterThan(0);
      tar.write(to, at);
      return tar;
    });
  const refused = async (from: string, why: string | RegExp) => {
    await expect(restoreBackup(from, restored())).rejects.toThrow(why);
    expect(readdirSync(folder)).not.toContain("restored");
  };

  test("into a folder with files, and of a running server", async () => {
    mkdirSync(restored());
    writeFileSync(join(restored(), "note"), "mine");
    await expect(restoreBackup(file, restored())).rejects.toThrow("is not empty");
    expect(readdirSync(restored())).toEqual(["note"]);
    await expect(restoreBackup(file, dataDir)).rejects.toThrow("in use by another process");
  });

  test("of what is no backup, or not there", async () => {
    await refused(join(folder, "none"), "There is no");
    const odd = join(folder, "odd");
    writeFileSync(odd, "hello");
    await refused(odd, "is no backup");
    await refused(
      rewritten(() => Buffer.alloc(1024)),
      "has no manifest.json",
    );
  });

  test("of one that was cut off", async () => {
    const cut = join(folder, "cut");
    const bytes = readFileSync(file);
    writeFileSync(cut, bytes.subarray(0, bytes.length - 40));
    await refused(cut, "damaged");
    await refused(
      rewritten((tar) => tar.subarray(0, 5000)),
      "damaged",
    );
  });

  test("of one with other bytes than were written", async () => {
    await refused(
      rewritten((tar) => {
        tar[512 + 3000] = (tar[512 + 3000]! + 1) % 256;
        return tar;
      }),
      "damaged: hanout.db",
    );
  });

  test("of one by a newer program", async () => {
    await refused(replaced('"format": 1', '"format": 2'), "newer program (format 2");
    await refused(replaced('"schemaVersion": ', '"schemaVersion":9'), "newer program (schema version 9");
  });

  test("of one that would write outside of its folder", async () => {
    await refused(replaced('"name": "hanout.db"', '"name": "../out.db"'), "leaves the folder");
  });
});

describe("as commands", () => {
  const run = (name: string, args: string[], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, [join(import.meta.dirname, `../../cli/${name}.ts`), ...args], {
      encoding: "utf8",
      env: { ...process.env, MONGODB_URI: "", DATA_DIR: dataDir, ...env },
    });

  test("they say what they did", () => {
    const target = join(folder, "b.tar.gz");
    expect(run("backup", [target])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("1 conversations with 1 messages"),
    });
    expect(run("restore", [target, "--to", restored()])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`Start it with DATA_DIR=${restored()}`),
    });
  });

  test("they say what is in the way", () => {
    expect(run("backup", [])).toMatchObject({ status: 1, stderr: expect.stringContaining("FILE") });
    expect(run("restore", ["--from", "x"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("--to FOLDER"),
    });
    const MONGODB_URI = "mongodb://localhost/hanout";
    expect(run("backup", [folder], { MONGODB_URI })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("MongoDB's own tools"),
    });
  });
});

test("of two restores into one folder at once, one is made and stays whole", async () => {
  const { file } = await backUp();
  const outcomes = await Promise.allSettled([
    restoreBackup(file, restored()),
    restoreBackup(file, restored()),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await keysOf(restored())).toEqual(["before"]);
});
