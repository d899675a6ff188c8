import { atMost, type Figure, report } from "./figure.ts";
import { atPace, inFlight } from "./load.ts";
import { demoOrders, scriptOf } from "./script.ts";
import { forkServer } from "./servers/fork.ts";
import { type Conversation, shoppers } from "./shopper.ts";
import { median, percentile } from "./statistics.ts";

const conversations = 10_000;
const runs = 3;
const samples = 5_000;
const openings = ["bonjour", "سلام", "hello"];
const languages = ["fr", "ar", "en"];

/** Answers and acknowledgements at a steady pace over many conversations in three languages; then the memory. */
// The first start ever has more in memory: it compiles what the next ones find.
await (await forkServer("hanout")).stop();
const server = await forkServer("hanout");
const client = shoppers(server.url);
const scripts = (await demoOrders()).map(scriptOf);
const open: Conversation[] = [];
await inFlight(Array.from({ length: conversations }).entries().toArray(), 32, async ([at]) => {
  const conversation = await client.open(languages[at % 3]!);
  await client.say(conversation, openings[at % 3]!);
  open.push(conversation);
});
await server.usage();

const answered: number[][] = [];
for (let run = 0; run < runs; run++) {
  const times: number[] = [];
  await atPace(some(run), 150, async ([at, conversation]) => {
    const { say } = scripts[at % scripts.length]![at % 6]!;
    times.push((await client.say(conversation, say)).answeredMs);
  });
  answered.push(times);
}
const acknowledged: number[][] = [];
for (let run = 0; run < runs; run++) {
  const times: number[] = [];
  await atPace(some(run + runs), 300, async ([, conversation]) => {
    times.push(await client.post(conversation, "combien coûte la livraison à Casablanca ?"));
  });
  acknowledged.push(times);
}
const { rssMb, longestBlockMs } = await server.usage();
report([
  figure("answer at 150/s, p50", answered, 0.5, 20),
  figure("answer at 150/s, p99", answered, 0.99, 80),
  figure("acknowledge at 300/s, p99", acknowledged, 0.99, 100),
  atMost("memory at 10,000 conversations", rssMb, 300, "MB"),
  atMost("event loop block at that pace", longestBlockMs, 50, "ms"),
]);
client.close();
await server.stop();

/** Other conversations in each run, far apart. */
function some(run: number): [number, Conversation][] {
  return Array.from({ length: samples }, (_, at) => [at, open[(at * 7 + run * samples) % conversations]!]);
}

function figure(name: string, times: number[][], share: number, boundMs: number): Figure {
  return atMost(name, median(times.map((run) => percentile(run, share))), boundMs, "ms");
}
