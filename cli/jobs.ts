import { askServer, CommandError, runCommand } from "./api.ts";

/** `npm run jobs`: what the running server has to do later, and what it gave up. */
const usage = `npm run jobs -- list [dead|waiting|running]   given up (the default), to be done, being done
npm run jobs -- show KEY                      all of it
npm run jobs -- retry KEY                     run one that was given up
npm run jobs -- cancel KEY                    forget it`;

interface Job {
  key: string;
  job: string;
  dueAt: string | null;
  failedAt: string | null;
  failures: number;
  lastError: string | null;
}

const states = ["dead", "waiting", "running"];
const path = (key: string): string => `/v1/admin/jobs/${encodeURIComponent(key)}`;

await runCommand(async () => {
  const [command = "list", argument] = process.argv.slice(2);
  if (command === "list" && states.includes(argument ?? "dead")) return list(argument ?? "dead");
  if (argument === undefined) throw new CommandError(usage);
  if (command === "show") return console.log(JSON.stringify(await askServer("GET", path(argument)), null, 2));
  if (command === "retry") await askServer("POST", `${path(argument)}/retry`, {});
  else if (command === "cancel") await askServer("DELETE", path(argument));
  else throw new CommandError(usage);
  console.log("Done.");
});

async function list(state: string): Promise<void> {
  const { jobs } = await askServer<{ jobs: Job[] }>("GET", `/v1/admin/jobs?state=${state}`);
  if (jobs.length === 0) console.log(`There are no ${state} jobs.`);
  for (const { key, job, dueAt, failedAt, failures, lastError } of jobs) {
    const trouble = failures > 0 ? `  ${failures} failures: ${lastError}` : "";
    console.log(`${key}  ${job}  ${dueAt ?? failedAt ?? ""}${trouble}`);
  }
}
