import type { Job } from "agenda";
import type { Clock } from "../models/ports/clock.ts";
import { type JobHandler, JobRefusedError } from "../models/ports/scheduler.ts";
import { nextTry } from "./back-off.ts";
import type { Kept } from "./storage.ts";

/** Who is told what went wrong. */
export interface JobReport {
  /** @param retryAt null: there is no other try. */
  failed(job: { name: string; key: string; error: unknown; retryAt: Date | null }): void;
  /** The store cannot be asked or written; it goes on by itself. */
  fault(error: unknown): void;
}

export interface AttemptServices {
  clock: Clock;
  /** From 0 up to 1. */
  random: () => number;
  report: JobReport;
}

/**
 * One try of a job, as Agenda calls it. Agenda counts failures and stores what is left in `attrs`; when the job is
 * next due is decided here, because Agenda looks at the machine's clock and draws its own chances.
 */
export const attempt =
  (handler: JobHandler, { clock, random, report }: AttemptServices) =>
  async (job: Job<Kept>): Promise<void> => {
    const { attrs } = job;
    const { key, payload } = attrs.data;
    if (attrs.repeatInterval !== undefined) {
      attrs.lastRunAt = clock.now();
      job.repeatEvery(attrs.repeatInterval, {
        ...(attrs.repeatTimezone && { timezone: attrs.repeatTimezone }),
      });
    }
    try {
      const data = handler.kind.data.safeParse(payload);
      if (!data.success) throw new JobRefusedError(data.error.message);
      await handler.run(data.data, { key });
    } catch (cause) {
      const retryAt =
        cause instanceof JobRefusedError ? null : nextTry((attrs.failCount ?? 0) + 1, clock.now(), random());
      attrs.nextRunAt = earlier(attrs.nextRunAt, retryAt);
      report.failed({ name: attrs.name, key, error: cause, retryAt: attrs.nextRunAt });
      throw new Error(messageOf(cause), { cause });
    }
  };

/** Of a job that repeats, the next time may come before the next try; and without another try it still comes. */
const earlier = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one < other ? one : other) : (one ?? other);

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
