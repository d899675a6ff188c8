import { isDeepStrictEqual } from "node:util";
import {
  computeJobState,
  type JobParameters,
  type JobsOverview,
  type JobsQueryOptions,
  type JobsResult,
  type JobsSort,
  type JobWithState,
  type RemoveJobsOptions,
} from "agenda";
import type { JobFilter, JobRows } from "../../models/ports/job-rows.ts";
import { toJob } from "./row.ts";

/** What of Agenda's options the store looks for itself. */
export function toFilter(options: RemoveJobsOptions & Pick<JobsQueryOptions, "ids">): JobFilter {
  const { id, ids, name, names, notNames } = options;
  const data = options.data as { key?: string; payload?: { conversationId?: string } } | undefined;
  const wantedIds = id !== undefined ? [id] : ids;
  const wantedNames = name !== undefined ? [name] : names;
  return {
    ...(wantedIds && { ids: wantedIds.map(Number) }),
    ...(wantedNames && { names: wantedNames }),
    ...(notNames && { notNames }),
    ...(data?.key !== undefined && { key: data.key }),
    ...(data?.payload?.conversationId !== undefined && { conversationId: data.payload.conversationId }),
  };
}

/** For dashboards: reads all jobs that the store's filter leaves, and does the rest here. */
export async function query(rows: JobRows, options: JobsQueryOptions = {}): Promise<JobsResult> {
  const { state, search, data, includeDisabled = true, sort, skip = 0, limit = 0 } = options;
  const now = new Date();
  const jobs = (await rows.find(toFilter(options as RemoveJobsOptions)))
    .map(toJob)
    .map((job): JobWithState => ({ ...job, state: stateNow(job, now) }))
    .filter((job) => state === undefined || (state === "paused" ? job.disabled : job.state === state))
    .filter((job) => !search || job.name.toLowerCase().includes(search.toLowerCase()))
    .filter((job) => includeDisabled || !job.disabled)
    .filter((job) => data === undefined || holds(job.data, data))
    .sort(by(sort ?? { nextRunAt: "desc", lastRunAt: "desc" }));
  return { jobs: jobs.slice(skip, limit > 0 ? skip + limit : undefined), total: jobs.length };
}

export async function overview(rows: JobRows): Promise<JobsOverview[]> {
  const now = new Date();
  const none = {
    total: 0,
    running: 0,
    scheduled: 0,
    queued: 0,
    completed: 0,
    failed: 0,
    repeating: 0,
    paused: 0,
  };
  const overviews = new Map<string, JobsOverview>();
  for (const job of (await rows.find({})).map(toJob)) {
    const counts = overviews.get(job.name) ?? { name: job.name, ...none };
    counts.total++;
    counts[stateNow(job, now)]++;
    if (job.disabled) counts.paused++;
    overviews.set(job.name, counts);
  }
  return [...overviews.values()];
}

const stateNow = (job: JobParameters, now: Date) => computeJobState(job, now);

/** All that `part` has, at any depth. */
function holds(whole: unknown, part: unknown): boolean {
  if (typeof part !== "object" || part === null || Array.isArray(part)) return isDeepStrictEqual(whole, part);
  return (
    typeof whole === "object" &&
    whole !== null &&
    Object.entries(part).every(([name, value]) => holds((whole as Record<string, unknown>)[name], value))
  );
}

const by =
  (sort: JobsSort) =>
  (a: JobParameters, b: JobParameters): number => {
    for (const [field, direction] of Object.entries(sort) as [keyof JobsSort, "asc" | "desc"][]) {
      const [one, other] = [a, b].map((job) => sortable(job[field]));
      if (one !== other) return (one! < other! ? -1 : 1) * (direction === "asc" ? 1 : -1);
    }
    return 0;
  };

const sortable = (value: unknown): string | number =>
  value instanceof Date ? value.getTime() : typeof value === "number" ? value : JSON.stringify(value ?? "");
