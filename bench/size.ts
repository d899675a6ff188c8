import { atMost, forComparison, report } from "./figure.ts";
import { inFlight } from "./load.ts";
import { demoOrders, scriptOf } from "./script.ts";
import { forkServer } from "./servers/fork.ts";
import { type Conversation, shoppers } from "./shopper.ts";
import { median } from "./statistics.ts";

const few = 1_000;
const many = 50_000;
const runs = 3;
const width = 32;

/**
 * What a turn costs with few and with many conversations stored. The 1,000 that speak lie scattered among those
 * stored. The two servers are measured in turns, so that both meet the same machine.
 */
const scripts = (await demoOrders()).map(scriptOf);
const shops = [await fill(few), await fill(many)];
const costs: number[][] = [[], []];
for (const { play } of shops) await play();
for (let run = 0; run < runs; run++)
  for (const [at, { play }] of shops.entries()) costs[at]!.push(await play());
for (const { stop } of shops) await stop();

const [small, big] = costs.map(median) as [number, number];
report([
  forComparison(`CPU per turn at ${few} conversations`, small, "ms"),
  forComparison(`CPU per turn at ${many} conversations`, big, "ms"),
  atMost(`a turn's cost at ${many} to ${few}`, big / small, 1.2, "times"),
]);

async function fill(count: number) {
  const server = await forkServer("hanout");
  const client = shoppers(server.url);
  const stored: Conversation[] = [];
  await inFlight(Array.from({ length: count }), width, async () => {
    const conversation = await client.open("fr");
    await client.say(conversation, "bonjour");
    stored.push(conversation);
  });
  const speaking = stored.filter((_, at) => at % (count / few) === 0);
  return {
    /** The script in each of the conversations that speak. @returns CPU per turn in milliseconds */
    async play(): Promise<number> {
      const before = await server.usage();
      let turns = 0;
      await inFlight(speaking.entries().toArray(), width, async ([at, conversation]) => {
        for (const { say } of scripts[at % scripts.length]!) {
          await client.say(conversation, say);
          turns++;
        }
      });
      return ((await server.usage()).cpuMs - before.cpuMs) / turns;
    },
    async stop() {
      client.close();
      await server.stop();
    },
  };
}
