import type { JobFilter, JobProgress, JobRow, NewJobRow } from "../ports/job-rows.ts";
import type { Database } from "./database.ts";

/** By the names of a `JobRow`. */
export const jobColumns = `id, name, key, conversation_id AS conversationId, due_at AS dueAt, locked_at AS lockedAt, disabled,
  last_run_at AS lastRunAt, finished_at AS finishedAt, failed_at AS failedAt, fail_count AS failCount,
  fail_reason AS failReason, doc`;

export function addJob(db: Database, row: NewJobRow): JobRow {
  db.run(
    `INSERT INTO jobs (name, key, conversation_id, due_at, disabled, doc) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (key) DO NOTHING`,
    row.name,
    row.key,
    row.conversationId,
    row.dueAt,
    row.disabled ? 1 : 0,
    row.doc,
  );
  return db.get<JobRow>(`SELECT ${jobColumns} FROM jobs WHERE key = ?`, row.key)!;
}

export function putJob(db: Database, { id, row }: { id: number; row: NewJobRow }): JobRow | null {
  const written = db.get<JobRow>(
    `UPDATE jobs SET name = ?, key = ?, conversation_id = ?, due_at = ?, disabled = ?, doc = ? WHERE id = ?
     RETURNING ${jobColumns}`,
    row.name,
    row.key,
    row.conversationId,
    row.dueAt,
    row.disabled ? 1 : 0,
    row.doc,
    id,
  );
  return written ?? null;
}

export interface LockNextArgs {
  name: string;
  dueBy: number;
  lockedBy: number;
  at: number;
}

/** Two looks instead of one condition with OR, so that each is the first entry of an index. */
export function lockNextJob(db: Database, { name, dueBy, lockedBy, at }: LockNextArgs): JobRow | null {
  const due = `SELECT id FROM jobs
    WHERE name = ? AND locked_at IS NULL AND due_at <= ? AND disabled = 0 ORDER BY due_at, id LIMIT 1`;
  const left = `SELECT id FROM jobs
    WHERE name = ? AND locked_at <= ? AND disabled = 0 ORDER BY locked_at, due_at, id LIMIT 1`;
  const lock = (which: string, by: number): JobRow | undefined =>
    db.get(`UPDATE jobs SET locked_at = ? WHERE id = (${which}) RETURNING ${jobColumns}`, at, name, by);
  return lock(due, dueBy) ?? lock(left, lockedBy) ?? null;
}

export interface LockArgs {
  id: number;
  dueAt: number | null;
  at: number;
}

export function lockJob(db: Database, { id, dueAt, at }: LockArgs): JobRow | null {
  const locked = db.get<JobRow>(
    `UPDATE jobs SET locked_at = ? WHERE id = ? AND due_at IS ? AND locked_at IS NULL AND disabled = 0
     RETURNING ${jobColumns}`,
    at,
    id,
    dueAt,
  );
  return locked ?? null;
}

export function unlockJobs(db: Database, { ids }: { ids: number[] }): void {
  for (const id of ids) db.run("UPDATE jobs SET locked_at = NULL WHERE id = ?", id);
}

/** The former process is gone: whatever it was running is run again, as soon as somebody looks. */
export function freeAllJobs(db: Database): void {
  db.run("UPDATE jobs SET locked_at = 0 WHERE locked_at IS NOT NULL");
}

export function progressJob(db: Database, { id, progress }: { id: number; progress: JobProgress }): boolean {
  const changed = db.run(
    `UPDATE jobs SET due_at = ?, locked_at = ?, last_run_at = ?, finished_at = ?, failed_at = ?, fail_count = ?,
       fail_reason = ? WHERE id = ?`,
    progress.dueAt,
    progress.lockedAt,
    progress.lastRunAt,
    progress.finishedAt,
    progress.failedAt,
    progress.failCount,
    progress.failReason,
    id,
  );
  return changed === 1;
}

export function removeJobs(db: Database, filter: JobFilter): number {
  const { where, values } = conditionOf(filter);
  return db.run(`DELETE FROM jobs WHERE ${where}`, ...values);
}

export interface DisableArgs {
  filter: JobFilter;
  disabled: boolean;
}

export function disableJobs(db: Database, { filter, disabled }: DisableArgs): number {
  const { where, values } = conditionOf(filter);
  return db.run(`UPDATE jobs SET disabled = ? WHERE ${where}`, disabled ? 1 : 0, ...values);
}

export function findJobs(db: Database, filter: JobFilter): JobRow[] {
  const { where, values } = conditionOf(filter);
  return db.all<JobRow>(`SELECT ${jobColumns} FROM jobs WHERE ${where} ORDER BY id`, ...values);
}

const states = {
  waiting: "locked_at IS NULL AND due_at IS NOT NULL ORDER BY due_at, id",
  running: "locked_at IS NOT NULL ORDER BY locked_at, due_at, id",
  dead: "locked_at IS NULL AND due_at IS NULL ORDER BY id",
};

export interface InStateArgs {
  name: string;
  state: keyof typeof states;
  limit: number;
}

export const jobsInState = (db: Database, { name, state, limit }: InStateArgs): JobRow[] =>
  db.all<JobRow>(`SELECT ${jobColumns} FROM jobs WHERE name = ? AND ${states[state]} LIMIT ?`, name, limit);

export const jobNames = (db: Database): string[] =>
  db.all<{ name: string }>("SELECT DISTINCT name FROM jobs ORDER BY name").map(({ name }) => name);

function conditionOf(filter: JobFilter): { where: string; values: string[] } {
  const conditions: [string, string][] = [];
  if (filter.key !== undefined) conditions.push(["key = ?", filter.key]);
  if (filter.conversationId !== undefined) conditions.push(["conversation_id = ?", filter.conversationId]);
  if (filter.ids) conditions.push(["id IN (SELECT value FROM json_each(?))", JSON.stringify(filter.ids)]);
  if (filter.names)
    conditions.push(["name IN (SELECT value FROM json_each(?))", JSON.stringify(filter.names)]);
  if (filter.notNames)
    conditions.push(["name NOT IN (SELECT value FROM json_each(?))", JSON.stringify(filter.notNames)]);
  const where = conditions.map(([condition]) => condition).join(" AND ") || "TRUE";
  return { where, values: conditions.map(([, value]) => value) };
}
