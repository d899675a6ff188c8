import { z } from "zod";
import { openScheduler } from "../../jobs/scheduler.ts";
import type { JobBackend } from "../../jobs/storage.ts";
import { type VirtualClock, virtualClock } from "../../models/ports/clock.ts";
import type { JobHandler, JobKind, JobRun, Scheduler } from "../../models/ports/scheduler.ts";

const Note = z.object({ text: z.string(), conversationId: z.string().optional() });
export type Note = z.infer<typeof Note>;
export const note: JobKind<Note> = { name: "note", data: Note };
export const sweep: JobKind<Note> = { name: "sweep", data: Note };

/** What handlers were given, in their order: `<key>: <text>`. */
export type Done = string[];

export interface Process {
  scheduler: Scheduler;
  done: Done;
  /** What was reported: `<key>: <error> <when it is tried again>`. */
  failures: string[];
}

export interface ProcessOptions {
  /** In place of taking note that it was run. */
  run?: (data: Note, job: JobRun) => Promise<void>;
  random?: () => number;
}

/** One set of jobs, and the processes that work on it by one clock. */
export interface Place {
  clock: VirtualClock;
  process(options?: ProcessOptions): Promise<Process>;
}

export const startsAt = "2026-01-05T09:00:00.000Z";
/** So many seconds after the start of every test. */
export const at = (seconds: number): Date => new Date(Date.parse(startsAt) + seconds * 1000);

export function openPlace(backend: () => JobBackend): Place {
  const clock = virtualClock(startsAt);
  return {
    clock,
    async process({ run, random = () => 0.5 } = {}) {
      const done: Done = [];
      const failures: string[] = [];
      const handler = (kind: JobKind<Note>): JobHandler<Note> => ({
        kind,
        run: run ?? (async ({ text }, { key }) => void done.push(`${key}: ${text}`)),
      });
      const scheduler = await openScheduler({
        backend: backend(),
        handlers: [handler(note), handler(sweep)],
        clock,
        random,
        report: {
          failed: ({ key, error, retryAt }) =>
            failures.push(`${key}: ${(error as Error).message} ${retryAt?.toISOString() ?? "never"}`),
          fault: (error) => failures.push(String(error)),
        },
      });
      return { scheduler, done, failures };
    },
  };
}

/** Lets the clock go to an instant, and runs what is due then. */
export async function pass({ clock }: Place, { scheduler }: Process, until: Date): Promise<number> {
  clock.set(until.toISOString());
  return scheduler.runDue(until);
}
