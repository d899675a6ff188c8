import type { z } from "zod";

/**
 * A kind of work that is done later. Declared once, beside its handler, so that data is checked when it is scheduled
 * and again when it is run: an older version of the program may have written it.
 */
export interface JobKind<Data extends JobData = JobData> {
  /** Stored; renaming it leaves the jobs of the old name undone. */
  name: string;
  data: z.ZodType<Data>;
}

/** Ids and plain values only: personal data stays with the conversation. */
export type JobData = Record<string, unknown> & { conversationId?: string | undefined };

/** What a handler is told beside the data. */
export interface JobRun {
  key: string;
}

/**
 * Work of one kind. A process that dies while it runs leaves the job to be run again, and so does a database that
 * does not answer: it must be idempotent, and done well within {@link lockLifetimeMs}.
 */
export interface JobHandler<Data extends JobData = JobData> {
  kind: JobKind<Data>;
  /**
   * Throwing puts the job off, by growing waits, at last for good (a dead letter).
   * @throws {JobRefusedError} to make it a dead letter at once: another try would end the same way.
   */
  run(data: Data, job: JobRun): Promise<void>;
}

/** How long a job belongs to who took it; then that process counts as dead, and another runs it. */
export const lockLifetimeMs = 10_000;

export class JobRefusedError extends Error {
  override readonly name = "JobRefusedError";
}

/** The key is of a job of another kind. */
export class JobKeyTakenError extends Error {
  override readonly name = "JobKeyTakenError";
}

/** The data does not fit its kind, or the key or the cron expression is none. Nothing was scheduled. */
export class JobInvalidError extends Error {
  override readonly name = "JobInvalidError";
}

/** `waiting` for its time or for another try; `running`, or in the hands of a process that died; `dead`: given up. */
export type JobState = "waiting" | "running" | "dead";

export interface JobEntry {
  key: string;
  job: string;
  state: JobState;
  data: JobData;
  /** When it runs; null while a job that does not repeat is running or dead. */
  dueAt: Date | null;
  /** Failures since it last succeeded. */
  failures: number;
  lastError: string | null;
  /** When it last failed. */
  failedAt: Date | null;
  repeats: { cron: string; timeZone: string } | null;
}

/** At least one of them; a job must fit all. */
export interface JobQuery {
  job?: string;
  key?: string;
  conversationId?: string;
}

/**
 * Things to be done later. A key names the business thing (`reminder:<order>`), one job at most has it, and it is free
 * again once the job succeeded. Resolved means stored.
 * @throws {StorageError} from every method when the store cannot be read or written.
 */
export interface Scheduler {
  /**
   * Once, at an instant or as soon as possible after it. With a key that is known it changes nothing: to move a job,
   * cancel it first.
   * @param key 1 to 200 characters.
   * @throws {JobInvalidError} @throws {JobKeyTakenError}
   */
  schedule<Data extends JobData>(kind: JobKind<Data>, data: Data, at: Date, key: string): Promise<void>;
  /**
   * Whenever a clock in `timeZone` (IANA) shows a time of the cron expression (five fields), whatever daylight saving
   * does to it; times that pass while nothing runs are made up for by one run. With a key that is known, the schedule
   * and the data are replaced if they differ.
   * @throws {JobInvalidError} @throws {JobKeyTakenError}
   */
  repeat<Data extends JobData>(
    kind: JobKind<Data>,
    data: Data,
    every: { cron: string; timeZone: string },
    key: string,
  ): Promise<void>;
  /**
   * One that is being run is run to its end, and not again.
   * @returns how many there were.
   * @throws {TypeError} for a query that fits everything.
   */
  cancel(query: JobQuery): Promise<number>;
  /** Of the kinds that have a handler: those due first first, dead ones in the order they were scheduled. */
  list(state: JobState, limit: number): Promise<JobEntry[]>;
  show(key: string): Promise<JobEntry | null>;
  /** Runs a dead job as soon as possible, with all its tries. False when there is no dead job of that key. */
  retry(key: string): Promise<boolean>;
  /**
   * Runs what is due by `now`, one after the other, also what that schedules: for clocks that stand still.
   * @returns how many were run, whatever became of them.
   */
  runDue(now: Date): Promise<number>;
  /** From now on runs what is due, by itself. */
  start(): void;
  /** Takes on nothing new, finishes what is in hand. */
  stop(): Promise<void>;
}
