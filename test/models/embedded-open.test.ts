import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Database } from "../../models/embedded/database.ts";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import { migrate, migrations } from "../../models/embedded/schema.ts";
import type { Store } from "../../models/ports/store.ts";
import { StorageError } from "../../models/ports/store.ts";
import { at, claimed, newConversation, text } from "../contracts/conversation-fixtures.ts";
import { temporaryDataDir, withConnection } from "./data-dir.ts";
import { openInThread } from "./in-thread.ts";

let dataDir: string;
let remove: () => void;
beforeEach(() => {
  ({ dataDir, remove } = temporaryDataDir());
});
afterEach(() => remove());

const file = (name = "hanout.db"): string => join(dataDir, name);
const checksum = (): string => createHash("sha256").update(readFileSync(file())).digest("hex");
const open = (): Promise<Store> => openEmbeddedStore({ dataDir });
const failure = (): Promise<Error> =>
  open().then(
    () => new Error("it opened"),
    (error: Error) => error,
  );

describe("opening", () => {
  test("makes the folder and a file that only its owner reads", async () => {
    dataDir = file("new/folder");
    const store = await open();
    expect(statSync(file()).mode & 0o077).toBe(0);
    await store.close();
    expect(existsSync(file("hanout.db-wal"))).toBe(false);
  });

  test("what is acknowledged is on the disk: write-ahead log, synchronous=FULL, foreign keys", () => {
    const { db, close } = openInThread(dataDir);
    expect(db.get("PRAGMA journal_mode")).toEqual({ journal_mode: "wal" });
    expect(db.get("PRAGMA synchronous")).toEqual({ synchronous: 2 });
    expect(db.get("PRAGMA foreign_keys")).toEqual({ foreign_keys: 1 });
    close();
  });

  test("a folder in use is refused, by name, and is free again afterwards", async () => {
    const first = await open();
    const error = await failure();
    expect(error).toBeInstanceOf(StorageError);
    expect(error.message).toContain(`${dataDir} is in use by another process`);
    const id = await newConversation(first.conversations);
    await first.close();
    const second = await open();
    expect(await second.conversations.get(id)).not.toBeNull();
    await second.close();
  });

  test("leases of the process before are over at once", async () => {
    const first = await open();
    const id = await newConversation(first.conversations);
    await first.conversations.accept(id, [text("a")]);
    await claimed(first.conversations, id, at(0));
    await first.close();
    const second = await open();
    expect(await second.conversations.due(at(0), 10)).toEqual([{ conversationId: id, orphaned: true }]);
    expect((await claimed(second.conversations, id, at(0))).orphaned).toBe(true);
    await second.close();
  });

  test.each([
    ["text", Buffer.from("this is no database, it is a shopping list\n".repeat(500))],
    ["a few bytes", Buffer.from("SQL")],
    ["a beginning and then noise", Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(8000, 7)])],
  ])("a file that holds %s is refused and left alone", async (_, content) => {
    writeFileSync(file(), content);
    const before = checksum();
    const error = await failure();
    expect(error).toBeInstanceOf(StorageError);
    expect(error.message).toContain(file());
    expect(error.message).toContain("restore a backup");
    expect(checksum()).toBe(before);
  });

  test("a folder that cannot be one is refused", async () => {
    dataDir = file("a-file");
    writeFileSync(dataDir, "");
    const error = await failure();
    expect(error).toBeInstanceOf(StorageError);
    expect(error.message).toContain("Check that DATA_DIR is a folder");
  });

  test("a folder in the place of the file is refused", async () => {
    mkdirSync(file());
    expect(await failure()).toBeInstanceOf(StorageError);
  });
});

describe("schema", () => {
  const inMemory = (): Database => new Database(new DatabaseSync(":memory:"));
  const version = (db: Database): unknown =>
    db.get<{ user_version: number }>("PRAGMA user_version")?.user_version;

  test("a database of a newer version is refused and left alone", async () => {
    await (await open()).close();
    withConnection(dataDir, (connection) =>
      connection.exec(`PRAGMA user_version = ${migrations.length + 1}`),
    );
    const before = checksum();
    const error = await failure();
    expect(error).toBeInstanceOf(StorageError);
    expect(error.message).toContain(`schema version ${migrations.length + 1}`);
    expect(checksum()).toBe(before);
  });

  test("the database of another program is refused", async () => {
    const other = new DatabaseSync(file());
    other.exec("CREATE TABLE theirs (a)");
    other.close();
    expect((await failure()).message).toContain("another program");
  });

  test("only the migrations that are missing run, in order", () => {
    const db = inMemory();
    migrate(db, "x", ["CREATE TABLE a (n)"]);
    migrate(db, "x", ["this ran already", "INSERT INTO a VALUES (1)", "UPDATE a SET n = n + 1"]);
    expect(db.get("SELECT n FROM a")).toEqual({ n: 2 });
    expect(version(db)).toBe(3);
  });

  test("a migration that fails leaves the version before it", () => {
    const db = inMemory();
    const steps = ["CREATE TABLE a (n)", "INSERT INTO a VALUES (1); INSERT INTO nowhere VALUES (1)"];
    expect(() => migrate(db, "x", steps)).toThrow("nowhere");
    expect(version(db)).toBe(1);
    expect(db.get("SELECT n FROM a")).toBeUndefined();
  });
});
