import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { Agenda } from "agenda";
import { sqliteBackend } from "../../jobs/sqlite/index.ts";
import type { JobStorage } from "../../jobs/storage.ts";
import { type EmbeddedStore, openEmbeddedStore } from "../../models/embedded/index.ts";
import { emptyStore, temporaryDataDir } from "../models/data-dir.ts";

/** What Agenda and its dashboards may ask beside what our scheduler does. */
const { dataDir, remove } = temporaryDataDir();
let store: EmbeddedStore;
let agenda: Agenda;
let repository: JobStorage;
beforeAll(async () => {
  store = await openEmbeddedStore({ dataDir });
  const backend = sqliteBackend(store.jobs);
  ({ repository } = backend);
  agenda = new Agenda({ backend });
  await agenda.ready;
});
afterAll(async () => {
  await store.close();
  remove();
});

const long = (days: number) => new Date(Date.now() + days * 86_400_000);
const create = (name: string, key: string, at: Date, payload = {}) =>
  agenda.create(name, { key, payload }).unique({ "data.key": key }, { insertOnly: true }).schedule(at).save();

beforeEach(async () => {
  emptyStore(dataDir);
  await create("note", "a", long(1), { conversationId: "c1", about: { cart: 7 } });
  await create("note", "b", long(-1), { conversationId: "c2" });
  await create("sweep", "c", long(3));
});

const keys = async (options: Parameters<JobStorage["queryJobs"]>[0]) =>
  (await repository.queryJobs(options)).jobs.map(({ data }) => (data as { key: string }).key);

test("jobs are found by name, state, text, id and data, sorted and a page at a time", async () => {
  const byTime = { sort: { nextRunAt: "asc" } } as const;
  expect(await keys(byTime)).toEqual(["b", "a", "c"]);
  expect(await keys({})).toEqual(["c", "a", "b"]);
  expect(await keys({ ...byTime, skip: 1, limit: 1 })).toEqual(["a"]);
  expect(await keys({ names: ["sweep"] })).toEqual(["c"]);
  expect(await keys({ search: "SWE" })).toEqual(["c"]);
  expect(await keys({ state: "queued" })).toEqual(["b"]);
  expect(await keys({ data: { payload: { about: { cart: 7 } } } })).toEqual(["a"]);
  expect(await keys({ data: { payload: { about: { cart: 8 } } } })).toEqual([]);
  const { jobs, total } = await repository.queryJobs({ limit: 1 });
  expect(total).toBe(3);
  expect(await keys({ ids: [jobs[0]!._id] })).toEqual(["c"]);
  expect(await repository.getJobById(jobs[0]!._id)).toMatchObject({ name: "sweep" });
  expect(await repository.getJobById("999")).toBeNull();
});

test("jobs are counted by name and state", async () => {
  expect(await repository.getDistinctJobNames()).toEqual(["note", "sweep"]);
  expect(await repository.getQueueSize()).toBe(1);
  expect(await repository.getJobsOverview()).toMatchObject([
    { name: "note", total: 2, queued: 1, scheduled: 1 },
    { name: "sweep", total: 1, scheduled: 1 },
  ]);
});

test("a disabled job is not run, whoever asks", async () => {
  const next = () => repository.getNextJobToRun("note", new Date(), long(-2), undefined, undefined);
  expect(await repository.disableJobs({ name: "note" })).toBe(2);
  expect(await next()).toBeUndefined();
  expect(await keys({ state: "paused" })).toHaveLength(2);
  expect(await keys({ includeDisabled: false })).toEqual(["c"]);
  const [disabled] = (await repository.queryJobs({ state: "paused" })).jobs;
  expect(await repository.lockJob(disabled!, undefined)).toBeUndefined();
  await repository.enableJobs({ names: ["note"] });
  const locked = await next();
  expect(locked).toMatchObject({ name: "note", lockedAt: expect.any(Date) });
  expect(await next()).toBeUndefined();
  await repository.unlockJob(locked!);
  expect(await next()).toMatchObject({ _id: locked!._id });
});

test("jobs are removed by what they are not, and all of them", async () => {
  expect(await agenda.cancel({ notNames: ["note"] })).toBe(1);
  expect(await agenda.cancelAll()).toBe(2);
});

test("a job without a key is refused", async () => {
  await expect(agenda.now("note", { text: "x" })).rejects.toThrow("without a key");
});
