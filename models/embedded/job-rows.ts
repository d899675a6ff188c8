import type { JobRows } from "../ports/job-rows.ts";
import type { Call } from "./operations.ts";

/** Jobs in the table of their own, beside the conversations, in the same transactions. */
export const jobRows = (call: Call): JobRows => ({
  add: (row) => call("addJob", row),
  put: (id, row) => call("putJob", { id, row }),
  lockNext: (wanted) => call("lockNextJob", wanted),
  lock: (wanted) => call("lockJob", wanted),
  unlock: (ids) => call("unlockJobs", { ids }),
  progress: (id, progress) => call("progressJob", { id, progress }),
  remove: (filter) => call("removeJobs", filter),
  setDisabled: (filter, disabled) => call("disableJobs", { filter, disabled }),
  find: (filter) => call("findJobs", filter),
  inState: (wanted) => call("jobsInState", wanted),
  names: () => call("jobNames", null),
});
