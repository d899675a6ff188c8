import { startMongoServer, withDatabase } from "../test/mongo-server.ts";
import { atMost, forComparison, report } from "./figure.ts";
import { atPace } from "./load.ts";
import { forkServer } from "./servers/fork.ts";
import { shoppers } from "./shopper.ts";
import { median } from "./statistics.ts";

const messages = 1_200;
const conversations = 100;
/** Well below what a database that shares this machine's processors can do. */
const perSecond = 60;
const runs = 3;

/**
 * CPU per turn of one server and of two on one MongoDB at the same load, the second half of it each; the messages of
 * a conversation go to the servers in turn. Without a MongoDB there is nothing to measure.
 */
const mongo = await startMongoServer();
if ("reason" in mongo) {
  console.error(`  left out: ${mongo.reason}`);
  report([]);
} else {
  const [one, two] = [await shop("one", 1), await shop("two", 2)];
  const costs: [number[], number[]] = [[], []];
  for (const { play } of [one, two]) await play();
  for (let run = 0; run < runs; run++) {
    costs[0].push(await one.play());
    costs[1].push(await two.play());
  }
  for (const { stop } of [one, two]) await stop();
  await mongo.stop();
  const [alone, together] = costs.map(median) as [number, number];
  report([
    forComparison("CPU per turn on MongoDB, one server", alone, "ms"),
    forComparison("CPU per turn on MongoDB, two servers", together, "ms"),
    atMost("a turn's cost on two servers to one", together / alone, 1.15, "times"),
  ]);
}

async function shop(name: string, count: number) {
  const uri = withDatabase("uri" in mongo ? mongo.uri : "", `hanout-bench-${name}-${process.pid}`);
  const servers: Awaited<ReturnType<typeof forkServer>>[] = [];
  // One after the other: the first fills the shop.
  for (let n = 0; n < count; n++) servers.push(await forkServer("hanout", { MONGODB_URI: uri }));
  const clients = servers.map(({ url }) => shoppers(url));
  const opened = await Promise.all(Array.from({ length: conversations }, () => clients[0]!.open("fr")));
  const cpu = async (): Promise<number> =>
    (await Promise.all(servers.map(({ usage }) => usage()))).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  return {
    /** @returns CPU per turn in milliseconds, of all servers together */
    async play(): Promise<number> {
      const before = await cpu();
      await atPace(
        Array.from({ length: messages }, (_, at) => at),
        perSecond,
        async (at) => {
          const client = clients[Math.floor(at / conversations) % count]!;
          await client.say(opened[at % conversations]!, "vous livrez à Rabat ?");
        },
      );
      return ((await cpu()) - before) / messages;
    },
    async stop() {
      for (const client of clients) client.close();
      for (const server of servers) await server.stop();
    },
  };
}
