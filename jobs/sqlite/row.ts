import { datefields, type JobParameters, toJobId } from "agenda";
import type { JobProgress, JobRow, NewJobRow } from "../../models/ports/job-rows.ts";
import type { Kept, KeptJob } from "../storage.ts";

export const idOf = (job: { _id?: string }): number => Number(job._id);

/** @throws {TypeError} for a job without a key, as `agenda.now` and `agenda.every` make them. */
export function toRow(job: JobParameters): NewJobRow {
  const {
    _id,
    unique,
    uniqueOpts,
    lockedAt,
    lastRunAt,
    lastFinishedAt,
    failedAt,
    failCount,
    failReason,
    ...rest
  } = job;
  const { nextRunAt, name, disabled, ...doc } = rest;
  const { key, payload } = (job.data ?? {}) as Partial<Kept>;
  if (key === undefined) throw new TypeError(`a job of ${name} without a key`);
  return {
    name,
    key,
    conversationId: payload?.conversationId ?? null,
    dueAt: milliseconds(nextRunAt),
    disabled: disabled ?? false,
    doc: JSON.stringify(doc),
  };
}

export const toProgress = (job: JobParameters): JobProgress => ({
  dueAt: milliseconds(job.nextRunAt),
  lockedAt: milliseconds(job.lockedAt),
  lastRunAt: milliseconds(job.lastRunAt),
  finishedAt: milliseconds(job.lastFinishedAt),
  failedAt: milliseconds(job.failedAt),
  failCount: job.failCount ?? 0,
  failReason: job.failReason ?? null,
});

export function toJob(row: JobRow): KeptJob & { _id: ReturnType<typeof toJobId> } {
  const doc = JSON.parse(row.doc) as Pick<KeptJob, "type" | "priority" | "data">;
  const dates = datefields.flatMap((field) => (field in doc ? [[field, new Date(doc[field as never])]] : []));
  return {
    ...doc,
    ...Object.fromEntries(dates),
    _id: toJobId(String(row.id)),
    name: row.name,
    nextRunAt: row.dueAt === null ? null : new Date(row.dueAt),
    ...(row.disabled === 1 && { disabled: true }),
    ...(row.lockedAt !== null && { lockedAt: new Date(row.lockedAt) }),
    ...(row.lastRunAt !== null && { lastRunAt: new Date(row.lastRunAt) }),
    ...(row.finishedAt !== null && { lastFinishedAt: new Date(row.finishedAt) }),
    ...(row.failedAt !== null && { failedAt: new Date(row.failedAt) }),
    ...(row.failCount > 0 && { failCount: row.failCount }),
    ...(row.failReason !== null && { failReason: row.failReason }),
  };
}

const milliseconds = (date: Date | null | undefined): number | null => date?.getTime() ?? null;
