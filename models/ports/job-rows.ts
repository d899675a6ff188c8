/**
 * The jobs of a store that keeps them as rows, for the scheduler's own adapter. Instants are milliseconds of Unix time.
 * What is looked for has a column; the rest of what the scheduler keeps of a job is `doc`, JSON.
 */
export interface NewJobRow {
  name: string;
  /** Unique among all jobs. */
  key: string;
  conversationId: string | null;
  dueAt: number | null;
  disabled: boolean;
  doc: string;
}

/** What changes while a job is run. */
export interface JobProgress {
  dueAt: number | null;
  lockedAt: number | null;
  lastRunAt: number | null;
  finishedAt: number | null;
  failedAt: number | null;
  failCount: number;
  failReason: string | null;
}

export interface JobRow extends Omit<NewJobRow, "disabled">, JobProgress {
  id: number;
  /** 0 or 1, as SQLite keeps it. */
  disabled: number;
}

/** A job must fit all that are given; an empty list fits none. */
export interface JobFilter {
  ids?: number[];
  names?: string[];
  notNames?: string[];
  key?: string;
  conversationId?: string;
}

/** @throws {StorageError} from every method when the store cannot be read or written. */
export interface JobRows {
  /** @returns the row of that key: this one, or the one that was there and stays as it is. */
  add(row: NewJobRow): Promise<JobRow>;
  /** Writes over a row. Null: it is gone. */
  put(id: number, row: NewJobRow): Promise<JobRow | null>;
  /** Locks the one that is due first, or that was locked no later than `lockedBy`. */
  lockNext(wanted: { name: string; dueBy: number; lockedBy: number; at: number }): Promise<JobRow | null>;
  /** Locks one that nobody locked and that is due at that very instant still. */
  lock(wanted: { id: number; dueAt: number | null; at: number }): Promise<JobRow | null>;
  unlock(ids: number[]): Promise<void>;
  /** False when the row is gone. */
  progress(id: number, progress: JobProgress): Promise<boolean>;
  remove(filter: JobFilter): Promise<number>;
  setDisabled(filter: JobFilter, disabled: boolean): Promise<number>;
  find(filter: JobFilter): Promise<JobRow[]>;
  /** Those of one name in one state: waiting and running ones in the order of their time, dead ones in that of their ids. */
  inState(wanted: { name: string; state: "waiting" | "running" | "dead"; limit: number }): Promise<JobRow[]>;
  names(): Promise<string[]>;
}
