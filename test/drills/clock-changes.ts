import type { JobBackend } from "../../jobs/storage.ts";
import { type Done, note, openPlace, type Place, type Process } from "../contracts/scheduler-fixtures.ts";
import { type Drill, noneLost } from "./drill.ts";
import { drillFolder } from "./drill-folder.ts";

/** Steps of half an hour from one instant to another; at one of them somebody sets the machine's clock. */
interface Passing {
  name: string;
  from: string;
  until: string;
  jump?: { at: string; hours: number };
  prepare(process: Process): Promise<void>;
  /** When each is to be run, in the shop's time; all of them, and each once. */
  expected: string[];
}

const stepMs = 30 * 60_000;
const hourMs = 3_600_000;

const daily =
  (cron: string, timeZone: string) =>
  ({ scheduler }: Process): Promise<void> =>
    scheduler.repeat(note, { text: "daily" }, { cron, timeZone }, "daily");

const once =
  (...instants: string[]) =>
  async ({ scheduler }: Process): Promise<void> => {
    for (const instant of instants)
      await scheduler.schedule(note, { text: instant }, new Date(instant), `once ${instant}`);
  };

const passings: Passing[] = [
  {
    name: "summer time begins in the hour of the job",
    from: "2026-03-27T12:00:00Z",
    until: "2026-03-31T12:00:00Z",
    prepare: daily("30 2 * * *", "Europe/Paris"),
    expected: ["2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31"],
  },
  {
    name: "summer time ends in the hour of the job",
    from: "2026-10-23T12:00:00Z",
    until: "2026-10-27T12:00:00Z",
    prepare: daily("30 2 * * *", "Europe/Paris"),
    expected: ["2026-10-24", "2026-10-25", "2026-10-26", "2026-10-27"],
  },
  {
    name: "a leap day",
    from: "2028-02-27T12:00:00Z",
    until: "2028-03-02T12:00:00Z",
    prepare: daily("0 9 * * *", "Africa/Casablanca"),
    expected: ["2028-02-28", "2028-02-29", "2028-03-01", "2028-03-02"],
  },
  {
    name: "the clock is set back by an hour, over the job that has run",
    from: "2026-05-04T07:00:00Z",
    until: "2026-05-06T12:00:00Z",
    jump: { at: "2026-05-04T09:30:00Z", hours: -1 },
    prepare: daily("0 9 * * *", "UTC"),
    expected: ["2026-05-04", "2026-05-05", "2026-05-06"],
  },
  {
    name: "the clock is put forward by an hour, over the job",
    from: "2026-05-04T07:00:00Z",
    until: "2026-05-06T12:00:00Z",
    jump: { at: "2026-05-04T08:30:00Z", hours: 1 },
    prepare: daily("0 9 * * *", "UTC"),
    expected: ["2026-05-04", "2026-05-05", "2026-05-06"],
  },
  ...[-1, 1].map((hours) => ({
    name: `single jobs, while the clock jumps by ${hours} h`,
    from: "2026-05-04T07:00:00Z",
    until: "2026-05-04T13:00:00Z",
    jump: { at: "2026-05-04T09:30:00Z", hours },
    prepare: once("2026-05-04T09:00:00Z", "2026-05-04T09:45:00Z", "2026-05-04T10:15:00Z"),
    expected: ["2026-05-04T09:00:00Z", "2026-05-04T09:45:00Z", "2026-05-04T10:15:00Z"],
  })),
];

/** Drill 26: the clock jumps, summer time begins and ends, a day is added: nothing fires twice, nothing is left out. */
export const clockChanges: Drill = {
  name: "26 clocks that jump",
  async run(_, stores) {
    let runs = 0;
    let lost = 0;
    let duplicated = 0;
    const faults: string[] = [];
    for (const passing of passings) {
      const folder = drillFolder(stores);
      const store = await folder.openWithJobs();
      try {
        const { done, expected } = await pass(passing, store.jobs);
        const times = Map.groupBy(done, (one) => one);
        const missing = expected.filter((one) => !times.has(one));
        const again = done.length - times.size;
        runs += expected.length;
        lost += missing.length;
        duplicated += again;
        if (missing.length + again > 0 || times.size !== expected.length)
          faults.push(`${passing.name}: ${done.join(", ")}`);
      } finally {
        await store.close();
        await folder.remove();
      }
    }
    return { ...noneLost, runs, lost, duplicated, faults };
  },
};

async function pass(passing: Passing, backend: JobBackend): Promise<{ done: Done; expected: string[] }> {
  const place = openPlace(() => backend);
  const done: Done = [];
  const process = await place.process({
    run: async ({ text }) => void done.push(text === "daily" ? day(place) : text),
  });
  place.clock.set(passing.from);
  await passing.prepare(process);
  let jump = passing.jump;
  for (let now = Date.parse(passing.from); now <= Date.parse(passing.until); now += stepMs) {
    if (jump && now >= Date.parse(jump.at)) {
      now += jump.hours * hourMs;
      jump = undefined;
    }
    place.clock.set(new Date(now).toISOString());
    await process.scheduler.runDue(new Date(now));
  }
  return { done, expected: passing.expected };
}

/** All jobs are due at a time of day at which it is the same day in UTC. */
const day = ({ clock }: Place): string => clock.now().toISOString().slice(0, 10);
