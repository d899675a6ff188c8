import type { Logger } from "pino";
import type { JobReport } from "../jobs/attempt.ts";

/** What goes wrong with jobs, in the log: a key and a kind, never data. */
export const jobReport = (log: Logger): JobReport => ({
  failed({ name, key, error, retryAt }) {
    if (retryAt) log.warn({ job: name, key, err: error, retryAt }, "a job failed; it is tried again");
    else log.error({ job: name, key, err: error }, "a job failed for good: see npm run jobs");
  },
  fault: (error) => log.error({ err: error }, "jobs cannot be read or written; trying again"),
});
