import { Agenda, Job } from "agenda";
import { z } from "zod";
import type { Clock } from "../models/ports/clock.ts";
import {
  type JobData,
  type JobEntry,
  type JobHandler,
  JobInvalidError,
  type JobKind,
  lockLifetimeMs,
  type Scheduler,
} from "../models/ports/scheduler.ts";
import { attempt, type JobReport } from "./attempt.ts";
import { createRunner } from "./runner.ts";
import { type JobBackend, JobGoneError, type Kept, type KeptJob, stateOf } from "./storage.ts";

export interface SchedulerOptions {
  backend: JobBackend;
  /** One a kind. */
  handlers: JobHandler[];
  clock: Clock;
  /** From 0 up to 1. */
  random: () => number;
  report: JobReport;
}

/** Jobs of one kind that one process runs at a time. */
const mostInHand = 64;

/** Well-formed: stores that keep UTF-8 make one key of two that differ in a lone surrogate. */
const Key = z
  .string()
  .min(1)
  .max(200)
  .refine((key) => key.isWellFormed());
/** Five fields. Agenda would also take "5 minutes" and a bare number, and mean something else by them. */
const Cron = z.string().regex(/^[^\s]+( [^\s]+){4}$/);

/**
 * The scheduler on Agenda: its jobs, their life and their backends. What is due is found and handed to Agenda's `run`
 * by `runner.ts` in place of Agenda's processor; see docs/decisions/0011-agenda-without-its-processor.md.
 */
export async function openScheduler(options: SchedulerOptions): Promise<Scheduler> {
  const { backend, handlers, clock, report } = options;
  const { repository } = backend;
  const agenda = new Agenda({ backend, defaultLockLifetime: lockLifetimeMs });
  for (const handler of handlers) agenda.define<Kept>(handler.kind.name, attempt(handler, options));
  const names = handlers.map(({ kind }) => kind.name);
  await agenda.ready;

  async function claim(name: string, dueBy: Date): Promise<Job<Kept> | null> {
    const lockedBy = new Date(dueBy.getTime() - lockLifetimeMs);
    const locked = await repository.getNextJobToRun(name, dueBy, lockedBy, dueBy, undefined);
    return locked ? new Job<Kept>(agenda, locked as KeptJob, true) : null;
  }

  /** Agenda sees to a handler that fails; what comes through are failures to write. */
  async function run(job: Job<Kept>): Promise<void> {
    try {
      await job.run();
    } catch (error) {
      if (!(error instanceof JobGoneError)) report.fault(error);
    }
  }

  const runners = names.map((name) =>
    createRunner({ claim: () => claim(name, clock.now()), run, onFault: report.fault, mostInHand }),
  );

  function newJob(kind: JobKind, data: JobData, key: string): Job<Kept> {
    const payload = checked(kind.data, data, `the data of ${kind.name}`);
    const kept = { key: checked(Key, key, "a key"), payload };
    return new Job<Kept>(agenda, { name: kind.name, type: "normal", data: kept }).unique(
      { "data.key": key },
      { insertOnly: true },
    );
  }

  return {
    async schedule(kind, data, at, key) {
      await newJob(kind as JobKind, data, key)
        .schedule(at)
        .save();
    },

    async repeat(kind, data, { cron, timeZone }, key) {
      const job = newJob(kind as JobKind, data, key);
      // From here Agenda counts.
      job.attrs.lastRunAt = clock.now();
      job.repeatEvery(checked(Cron, cron, "a cron expression"), { timezone: timeZone });
      const { nextRunAt } = job.attrs;
      if (!nextRunAt)
        throw new JobInvalidError(`"${cron}" in ${timeZone}: ${job.attrs.failReason ?? "it is never due"}`);
      // A known one keeps its time: it may be overdue.
      await job.save();
      const known = await repository.byKey(key);
      if (!known || isSameRepeat(known, job.attrs)) return;
      const { unique, uniqueOpts, ...wanted } = job.toJson(true) as KeptJob;
      await repository.saveJob({ ...wanted, nextRunAt }, undefined);
    },

    async cancel({ job, key, conversationId }) {
      if (job === undefined && key === undefined && conversationId === undefined)
        throw new TypeError("cancel: a query that fits every job");
      return repository.removeJobs({
        ...(job !== undefined && { name: job }),
        data: {
          ...(key !== undefined && { key }),
          ...(conversationId !== undefined && { payload: { conversationId } }),
        },
      });
    },

    async list(state, limit) {
      const found = await Promise.all(names.map((name) => repository.inState(name, state, limit)));
      const jobs = found.flat();
      if (state === "waiting") jobs.sort((a, b) => Number(a.nextRunAt) - Number(b.nextRunAt));
      return jobs.slice(0, limit).map(toEntry);
    },

    async show(key) {
      const job = await repository.byKey(key);
      return job && toEntry(job);
    },

    async retry(key) {
      const job = await repository.byKey(key);
      if (!job || stateOf(job) !== "dead") return false;
      const { failCount, failReason, failedAt, ...rest } = job;
      await repository.saveJobState({ ...rest, nextRunAt: clock.now() }, undefined);
      return true;
    },

    async runDue(now) {
      let count = 0;
      for (let before = -1; before < count; ) {
        before = count;
        for (const name of names) {
          for (let job = await claim(name, now); job; job = await claim(name, now)) {
            await run(job);
            count += 1;
          }
        }
      }
      return count;
    },

    start() {
      for (const runner of runners) runner.start();
    },

    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()));
    },
  };
}

function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new JobInvalidError(`${what}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const isSameRepeat = (a: KeptJob, b: KeptJob): boolean =>
  a.repeatInterval === b.repeatInterval &&
  a.repeatTimezone === b.repeatTimezone &&
  JSON.stringify(a.data.payload) === JSON.stringify(b.data.payload);

const toEntry = (job: KeptJob): JobEntry => ({
  key: job.data.key,
  job: job.name,
  state: stateOf(job),
  data: job.data.payload,
  dueAt: job.nextRunAt,
  failures: job.failCount ?? 0,
  lastError: job.failReason ?? null,
  failedAt: job.failedAt ?? null,
  repeats: job.repeatInterval
    ? { cron: String(job.repeatInterval), timeZone: job.repeatTimezone ?? "UTC" }
    : null,
});
