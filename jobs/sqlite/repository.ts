import type { JobParameters } from "agenda";
import type { JobRows } from "../../models/ports/job-rows.ts";
import { JobKeyTakenError } from "../../models/ports/scheduler.ts";
import { isDone, JobGoneError, type JobStorage } from "../storage.ts";
import { overview, query, toFilter } from "./query.ts";
import { idOf, toJob, toProgress, toRow } from "./row.ts";

/** Every job has a key (see `toRow`): `agenda.now` and `agenda.every`, whose jobs have none, are refused. */
export function sqliteRepository(rows: JobRows): JobStorage {
  return {
    async connect() {},
    queryJobs: (options) => query(rows, options),
    getJobsOverview: () => overview(rows),
    getDistinctJobNames: () => rows.names(),
    async getJobById(id) {
      const [row] = await rows.find({ ids: [Number(id)] });
      return row ? toJob(row) : null;
    },
    async getQueueSize() {
      const now = Date.now();
      return (await rows.find({})).filter(({ dueAt }) => dueAt !== null && dueAt < now).length;
    },

    async saveJob<Data>(job: JobParameters<Data>): Promise<JobParameters<Data>> {
      const wanted = toRow(job as JobParameters);
      const known = job._id === undefined ? await rows.add(wanted) : null;
      if (known && known.name !== wanted.name)
        throw new JobKeyTakenError(`${wanted.key} is the key of a job of ${known.name}`);
      if (known && job.uniqueOpts?.insertOnly) return toJob(known) as JobParameters<Data>;
      const written = await rows.put(known?.id ?? idOf(job), wanted);
      return written ? (toJob(written) as JobParameters<Data>) : job;
    },
    async saveJobState(job) {
      const id = idOf(job);
      const isThere = isDone(job)
        ? (await rows.remove({ ids: [id] })) === 1
        : await rows.progress(id, toProgress(job));
      if (!isThere) throw new JobGoneError(`job ${job._id} of ${job.name} is gone`);
    },

    async lockJob(job) {
      const dueAt = job.nextRunAt?.getTime() ?? null;
      const row = await rows.lock({ id: idOf(job), dueAt, at: Date.now() });
      return row ? toJob(row) : undefined;
    },
    unlockJob: (job) => rows.unlock([idOf(job)]),
    unlockJobs: (ids) => rows.unlock(ids.map(Number)),
    async getNextJobToRun(name, nextScanAt, lockDeadline, now = new Date()) {
      const wanted = {
        name,
        dueBy: nextScanAt.getTime(),
        lockedBy: lockDeadline.getTime(),
        at: now.getTime(),
      };
      const row = await rows.lockNext(wanted);
      return row ? toJob(row) : undefined;
    },

    removeJobs: (options) => rows.remove(toFilter(options)),
    disableJobs: (options) => rows.setDisabled(toFilter(options), true),
    enableJobs: (options) => rows.setDisabled(toFilter(options), false),
    purgeAllJobs: () => rows.remove({}),

    async byKey(key) {
      const [row] = await rows.find({ key });
      return row ? toJob(row) : null;
    },
    inState: async (name, state, limit) => (await rows.inState({ name, state, limit })).map(toJob),
  };
}
