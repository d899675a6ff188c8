import type { AgendaBackend, JobParameters, JobRepository } from "agenda";
import type { JobData, JobState } from "../models/ports/scheduler.ts";

/** What we keep as the data of an Agenda job. */
export interface Kept {
  /** Of this job alone: every backend has a unique index on it. */
  key: string;
  payload: JobData;
}
export type KeptJob = JobParameters<Kept>;

/**
 * Agenda's own repository, and what it cannot be asked for without loading every job. Beyond Agenda's contract:
 * - `saveJob` with `insertOnly` leaves the job of a known key as it is, however many ask at once;
 * - `saveJobState` removes a job that succeeded and does not repeat: no second write, no moment in which it is both
 *   done and in the way of its key.
 */
export interface JobStorage extends JobRepository {
  byKey(key: string): Promise<KeptJob | null>;
  /** Of one kind: waiting and running ones in the order of their time, dead ones in that of their ids. */
  inState(name: string, state: JobState, limit: number): Promise<KeptJob[]>;
}

export interface JobBackend extends AgendaBackend {
  readonly repository: JobStorage;
}

/** The job was cancelled while it was in hand. */
export class JobGoneError extends Error {
  override readonly name = "JobGoneError";
}

/** Nothing is left to do. Agenda counts failures down to 0 when a job succeeds. */
export const isDone = ({ lockedAt, nextRunAt, failCount }: JobParameters): boolean =>
  !lockedAt && !nextRunAt && !failCount;

export const stateOf = ({ lockedAt, nextRunAt }: JobParameters): JobState =>
  lockedAt ? "running" : nextRunAt ? "waiting" : "dead";
