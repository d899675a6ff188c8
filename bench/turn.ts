import { atLeast, atMost, forComparison, report } from "./figure.ts";
import { listen } from "./listener.ts";
import { inFlight } from "./load.ts";
import { demoOrders, type Line, play, scriptOf } from "./script.ts";
import { forkServer } from "./servers/fork.ts";
import { type Conversation, shoppers } from "./shopper.ts";
import { median } from "./statistics.ts";

const conversations = 1_000;
const runs = 3;
/** Conversations under way at the same moment. */
const width = 32;

interface Run {
  cpuMsPerTurn: number;
  turnsPerSecond: number;
  longestBlockMs: number;
}

/** The whole durable turn, HTTP message in to reply out, beside a bot that keeps nothing, in turns. */
const scripts = (await demoOrders()).map(scriptOf);
const contenders = {
  baseline: await contender("baseline"),
  hanout: await contender("hanout"),
};
const results = { baseline: [] as Run[], hanout: [] as Run[] };
// The first round warms both up: the compiler needs some thousand turns.
for (const { run } of Object.values(contenders)) await run();
for (let round = 0; round < runs; round++)
  for (const kind of ["baseline", "hanout"] as const) results[kind].push(await contenders[kind].run());
for (const { stop } of Object.values(contenders)) await stop();

const of = (kind: keyof typeof results, field: keyof Run) => median(results[kind].map((run) => run[field]));
const rate = of("hanout", "turnsPerSecond");
const cpu = of("hanout", "cpuMsPerTurn");
report([
  atMost("durable turn, CPU", cpu, 1, "ms"),
  atLeast("durable turns", rate, 600, "turns/s"),
  forComparison("baseline, CPU", of("baseline", "cpuMsPerTurn"), "ms"),
  forComparison("baseline turns", of("baseline", "turnsPerSecond"), "turns/s"),
  atLeast("turns/s, ours to the baseline's", rate / of("baseline", "turnsPerSecond"), 1, "times"),
  atMost("CPU, ours to the baseline's", cpu / of("baseline", "cpuMsPerTurn"), 1, "times"),
  atMost(
    "event loop block under load",
    Math.max(...results.hanout.map((run) => run.longestBlockMs)),
    50,
    "ms",
  ),
]);

async function contender(kind: "hanout" | "baseline") {
  const server = await forkServer(kind);
  const client = shoppers(server.url);
  return {
    async run(): Promise<Run> {
      const items = Array.from({ length: conversations }, (_, at) => scripts[at % scripts.length]!);
      const opened: { lines: Line[]; on: Conversation }[] = [];
      await inFlight(items, width, async (lines) => {
        opened.push({ lines, on: await client.open("fr") });
      });
      const before = await server.usage();
      const startedAt = performance.now();
      await inFlight(opened, width, async ({ lines, on }) => {
        const listener = await listen(client, on);
        await play(listener, lines);
        listener.close();
      });
      const seconds = (performance.now() - startedAt) / 1000;
      const after = await server.usage();
      const turns = items.reduce((sum, lines) => sum + lines.length, 0);
      return {
        cpuMsPerTurn: (after.cpuMs - before.cpuMs) / turns,
        turnsPerSecond: turns / seconds,
        longestBlockMs: after.longestBlockMs,
      };
    },
    async stop() {
      client.close();
      await server.stop();
    },
  };
}
