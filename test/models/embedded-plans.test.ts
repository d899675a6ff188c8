import type { SQLInputValue } from "node:sqlite";
import { afterAll, expect, test } from "@jest/globals";
import { Database } from "../../models/embedded/database.ts";
import type { JobRows } from "../../models/ports/job-rows.ts";
import {
  at,
  call,
  claimed,
  message,
  newConversation,
  result,
  text,
  withEffects,
} from "../contracts/conversation-fixtures.ts";
import { book, bookKind } from "../contracts/records.ts";
import { temporaryDataDir } from "./data-dir.ts";
import { openInThread } from "./in-thread.ts";

/** Notes every statement that goes by. */
class Recorder extends Database {
  readonly seen = new Set<string>();
  override get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    this.seen.add(sql);
    return super.get<Row>(sql, ...values);
  }
  override all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    this.seen.add(sql);
    return super.all<Row>(sql, ...values);
  }
  override run(sql: string, ...values: SQLInputValue[]): number {
    this.seen.add(sql);
    return super.run(sql, ...values);
  }
}

const { dataDir, remove } = temporaryDataDir();
afterAll(() => remove());

/** Lists for people, read from their beginning in the order of their rowids, a page at a time. */
const readFromTheStart = [/^SCAN dead_letters$/, /^SCAN p$/];
/** The list of values that a statement was given. */
const given = /^SCAN json_each VIRTUAL TABLE/;
/** The first entry of an index that holds only conversations with something to do. */
const firstOfIndex = /^SCAN conversations USING (COVERING )?INDEX conversations_wake$/;

test("no statement of any operation reads through a table, however many conversations there are", async () => {
  let recorder: Recorder | undefined;
  const { conversations, records, jobs, close } = openInThread(dataDir, (db) => {
    recorder = new Recorder(db.connection);
    return recorder;
  });
  await useEverything(conversations, records);
  await useJobs(jobs);
  const statements = [...recorder!.seen].filter((sql) => !/^(BEGIN|COMMIT|ROLLBACK)/.test(sql));
  expect(statements.length).toBeGreaterThan(40);
  const scans = statements.flatMap((sql) =>
    recorder!
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .map(({ detail }) => detail)
      .filter((detail) => /SCAN (?!CONSTANT)|TEMP B-TREE/.test(detail))
      .filter((detail) => ![...readFromTheStart, firstOfIndex, given].some((allowed) => allowed.test(detail)))
      .map((detail) => ({ sql, detail })),
  );
  close();
  // A mailbox of a hundred is sorted to put results first.
  expect(scans.filter(({ sql }) => !sql.includes("FROM mailbox m"))).toEqual([]);
});

/** What the scheduler asks while it runs and for people; its dashboard queries may read all jobs. */
async function useJobs(jobs: JobRows): Promise<void> {
  const wanted = { name: "note", dueBy: 5, lockedBy: 1, at: 5 };
  const row = { name: "note", key: "k", conversationId: "c", dueAt: 5, disabled: false, doc: "{}" };
  const { id } = await jobs.add(row);
  await jobs.lockNext(wanted);
  await jobs.put(id, row);
  await jobs.unlock([id]);
  await jobs.lock({ id, dueAt: 5, at: 5 });
  const none = { lastRunAt: null, finishedAt: null, failedAt: null, failCount: 0, failReason: null };
  await jobs.progress(id, { dueAt: null, lockedAt: null, ...none });
  for (const state of ["waiting", "running", "dead"] as const)
    await jobs.inState({ name: "note", state, limit: 10 });
  await jobs.find({ key: "k" });
  await jobs.find({ ids: [id] });
  await jobs.remove({ names: ["note"], conversationId: "c" });
  await jobs.remove({ key: "k" });
  await jobs.remove({ names: ["note"] });
  await jobs.remove({ ids: [id] });
}

async function useEverything(
  store: ReturnType<typeof openInThread>["conversations"],
  records: ReturnType<typeof openInThread>["records"],
): Promise<void> {
  const id = await newConversation(store);
  const { lease, outbox } = await withEffects(store, id, [message("1"), message("2"), call("c")]);
  await store.accept(id, [text("a"), text("b")], { owner: "waiting", wantsMessages: false, handover: null });
  await store.accept(
    id,
    Array.from({ length: 100 }, (_, i) => text(`m${i}`)),
  );
  await store.markSending(lease, outbox[0]!.id, null, at(0));
  await store.settle(lease, outbox[0]!.id, { status: "sent", at: at(0) });
  await store.fail(lease, outbox[1]!.id, { error: "400", at: at(0), dead: true });
  await store.settle(lease, outbox[2]!.id, { status: "called", at: at(0), result: result("r") });
  await store.renew(lease, at(0), 1_000);
  await store.countCrash(lease);
  await store.reload(lease);
  await store.park(lease, [4], "poison", at(0));
  await store.release(lease, at(0), { yield: true });
  await store.due(at(0), 10);
  await store.nextWake();
  await claimed(store, id);
  await store.get(id);
  await store.transcript(id, 0);
  await store.byOwner("dar-lina", "waiting");
  await store.deadLetters();
  await store.retryDeadLetter(outbox[1]!.id, at(0));
  await store.parked();
  const quiet = await newConversation(store, "quiet");
  await store.expire({ transcript: at(1), deadLetters: at(1), parked: at(1) }, "", 10);
  expect(await store.get(quiet)).not.toBeNull();
  const books = await records(bookKind);
  await books.save(book("1", "a", ["x"]), 0);
  await books.replace([book("1", "a", ["y"])]);
  await books.get("1");
  await books.find("tag", "y", 10);
  await books.page(null, 10);
  await books.page("0", 10);
  await books.count();
  await books.remove("1");
}
