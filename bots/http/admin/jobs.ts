import type { JobEntry } from "../../../models/ports/scheduler.ts";
import { endpoint } from "../endpoint.ts";
import type { EndpointServices } from "../endpoints.ts";
import { Problem } from "../problem.ts";
import { Done, Job, JobList, ListJobs } from "./schemas.ts";

const mostShown = 200;

/** What is to be done later, and what was given up. */
export function adminJobs({ scheduler }: EndpointServices) {
  const done = { status: 200, json: { status: "done" } };
  const none = (what: string) => new Problem(404, "not-found", `There is no ${what} of that key.`);

  const list = endpoint({
    method: "GET",
    path: "/v1/admin/jobs",
    access: "operator",
    summary: "Jobs that were given up, that wait (those due first first) or that are running",
    query: ListJobs,
    answers: { 200: { description: "200 jobs at most", schema: JobList } },
    async handle({ query }) {
      return { status: 200, json: { jobs: (await scheduler.list(query.state, mostShown)).map(toJson) } };
    },
  });

  const show = endpoint({
    method: "GET",
    path: "/v1/admin/jobs/{key}",
    access: "operator",
    summary: "A job by its key",
    answers: { 200: { description: "The job", schema: Job } },
    async handle({ params }) {
      const job = await scheduler.show(params.key!);
      if (!job) throw none("job");
      return { status: 200, json: toJson(job) };
    },
  });

  const retry = endpoint({
    method: "POST",
    path: "/v1/admin/jobs/{key}/retry",
    access: "operator",
    summary: "Run a job that was given up, with all its tries",
    answers: { 200: { description: "It runs now", schema: Done } },
    async handle({ params }) {
      if (!(await scheduler.retry(params.key!))) throw none("dead job");
      return done;
    },
  });

  const cancel = endpoint({
    method: "DELETE",
    path: "/v1/admin/jobs/{key}",
    access: "operator",
    summary: "Cancel a job; one that is running ends, and does not run again",
    answers: { 200: { description: "It is gone", schema: Done } },
    async handle({ params }) {
      if ((await scheduler.cancel({ key: params.key! })) === 0) throw none("job");
      return done;
    },
  });
  return [list, show, retry, cancel];
}

const toJson = ({ dueAt, failedAt, ...job }: JobEntry) => ({
  ...job,
  dueAt: dueAt?.toISOString() ?? null,
  failedAt: failedAt?.toISOString() ?? null,
});
