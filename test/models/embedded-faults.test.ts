import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import type { Store } from "../../models/ports/store.ts";
import { StorageError } from "../../models/ports/store.ts";
import { newConversation, opening, text } from "../contracts/conversation-fixtures.ts";
import { book, bookKind } from "../contracts/records.ts";
import { temporaryDataDir, withConnection } from "./data-dir.ts";
import { openInThread } from "./in-thread.ts";

let dataDir: string;
let remove: () => void;
beforeEach(() => {
  ({ dataDir, remove } = temporaryDataDir());
});
afterEach(() => remove());

const keys = (rows: { event?: unknown }[]): unknown[] =>
  rows.map(({ event }) => (event as { key: string }).key);

test("a full disk: refused, nothing half written, and on again when there is room", async () => {
  const { db, conversations, close } = openInThread(dataDir);
  const id = await newConversation(conversations);
  const { page_count: pages } = db.get<{ page_count: number }>("PRAGMA page_count")!;
  db.get(`PRAGMA max_page_count = ${pages + 20}`);
  const accepted: string[] = [];
  let error: unknown;
  for (let i = 0; i < 100 && !error; i += 1) {
    await conversations.accept(id, [text(`m${i}`, "x".repeat(5_000)), text(`n${i}`)]).then(
      () => accepted.push(`m${i}`, `n${i}`),
      (cause) => {
        error = cause;
      },
    );
  }
  expect(error).toBeInstanceOf(StorageError);
  expect(String(error)).toContain("the disk is full");
  expect(accepted.length).toBeGreaterThan(0);
  expect(keys(await conversations.transcript(id, 0, 500))).toEqual(accepted);

  db.get("PRAGMA max_page_count = 1000000");
  expect(await conversations.accept(id, [text("after")])).toMatchObject([{ outcome: "accepted" }]);
  expect(db.get("PRAGMA integrity_check")).toEqual({ integrity_check: "ok" });
  close();
});

test("one bad request fails alone; the rest of its batch is done, in order", () => {
  const { db, execute, close } = openInThread(dataDir);
  const args = {
    shopId: "s",
    identities: ["a"],
    phoneIdentity: null,
    phone: null,
    about: "{}",
    reference: null,
    claimed: {},
    language: null,
    at: 0,
  };
  const replies = execute([
    { operation: "open", args },
    { operation: "open", args: { ...args, identities: ["b"], about: null } },
    { operation: "open", args },
  ]);
  expect(replies).toMatchObject([
    { value: { created: true } },
    { fault: { storage: false, message: expect.stringContaining("NOT NULL") } },
    { value: { created: false } },
  ]);
  expect(db.get("SELECT count(*) AS n FROM contacts")).toEqual({ n: 1 });
  close();
});

describe("through the thread", () => {
  let store: Store;
  beforeEach(async () => {
    store = await openEmbeddedStore({ dataDir });
  });
  afterEach(() => store.close());

  test("a lock held by another program: writes are refused, reads answer, and on it goes after", async () => {
    const { conversations } = store;
    const id = await newConversation(conversations);
    const other = new DatabaseSync(join(dataDir, "hanout.db"));
    other.exec("BEGIN IMMEDIATE");
    const during = await Promise.allSettled([
      conversations.accept(id, [text("a")]),
      conversations.get(id),
      conversations.accept(id, [text("b")]),
    ]);
    expect(during.map((outcome) => outcome.status)).toEqual(["rejected", "fulfilled", "rejected"]);
    expect((during[0] as PromiseRejectedResult).reason).toBeInstanceOf(StorageError);
    expect(String((during[0] as PromiseRejectedResult).reason)).toContain("holds its write lock");
    other.exec("ROLLBACK");
    other.close();
    expect(await conversations.accept(id, [text("a")])).toEqual([{ outcome: "accepted", seq: 1 }]);
  });

  test("requests of one turn of the event loop run in the order they were made", async () => {
    const { conversations } = store;
    const id = await newConversation(conversations);
    const wanted = Array.from({ length: 50 }, (_, i) => i + 1);
    const accepted = await Promise.all(wanted.map((i) => conversations.accept(id, [text(`m${i}`)])));
    expect(accepted.flat().map((acceptance) => acceptance?.seq)).toEqual(wanted);
  });

  test("close finishes what was asked, and then refuses", async () => {
    const { conversations } = store;
    const id = await newConversation(conversations);
    const accepting = conversations.accept(id, [text("a")]);
    await Promise.all([store.close(), store.close()]);
    expect(await accepting).toEqual([{ outcome: "accepted", seq: 1 }]);
    await expect(conversations.get(id)).rejects.toBeInstanceOf(StorageError);
    await store.close();
  });

  test("an import of thousands of records is one write", async () => {
    const books = await store.records(bookKind);
    await books.replace(Array.from({ length: 3_000 }, (_, i) => book(`b${i}`, "title", ["new"])));
    expect(await books.count()).toBe(3_000);
    expect(await books.find("tag", "new")).toHaveLength(3_000);
  });

  test("a kind that gains an index finds its older records by it", async () => {
    const books = await store.records(bookKind);
    await books.replace(Array.from({ length: 450 }, (_, i) => book(`b${i}`, `title ${i % 2}`, ["new"])));
    const byTitle = { ...bookKind, indexes: { title: ({ title }: { title: string }) => [title] } };
    const again = await store.records(byTitle);
    expect(await again.find("title", "title 1")).toHaveLength(225);
    withConnection(dataDir, (connection) =>
      expect(connection.prepare("SELECT DISTINCT field FROM record_index").all()).toEqual([
        { field: "title" },
      ]),
    );
  });

  test("a stored record that no longer fits its kind names itself", async () => {
    const books = await store.records(bookKind);
    await books.save(book("b1"), 0);
    withConnection(dataDir, (connection) => connection.exec(`UPDATE records SET doc = '{"id":"b1"}'`));
    await expect(books.get("b1")).rejects.toThrow("books b1");
    await expect(books.get("b1")).rejects.toBeInstanceOf(StorageError);
  });

  test("openings of one shopper by several callers agree, whatever else is in the batch", async () => {
    const { conversations } = store;
    const opened = await Promise.all(
      Array.from({ length: 40 }, (_, i) => conversations.open(opening(`shopper-${i % 4}`))),
    );
    expect(new Set(opened.map(({ conversationId }) => conversationId)).size).toBe(4);
  });
});
