import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { openAccounts } from "../bots/accounts.ts";
import { variableOf } from "../bots/channel-settings.ts";
import { createLog } from "../bots/log.ts";
import { systemClock } from "../models/ports/clock.ts";
import type { Call, Rig, Said } from "../test/drills/channels/rig.ts";
import { rigs } from "../test/drills/channels/stage.ts";
import { fakeRecords } from "../test/fakes/records.ts";
import { unlimitedRates } from "../test/fakes/sending.ts";
import { atMost, type Figure, forComparison, report } from "./figure.ts";
import { atPace } from "./load.ts";
import { forkServer } from "./servers/fork.ts";
import { median, percentile } from "./statistics.ts";

const samples = 3_000;
const warmUp = 900;
const perSecond = 300;
const publicUrl = "https://shop.example";
const texts = ["bonjour, où est ma commande ?", "سلام، أين طلبي؟", "hello 👗 where is my order?"];

/** Vendors' calls at a steady pace, each from another shopper, while the answers go out; then what a call costs to read. */
const figures: Figure[] = [];
for (const rig of rigs) figures.push(...(await measure(rig)));
for (const rig of rigs) figures.push(atMost(`${rig.name}: verify and parse a call`, readMs(rig), 0.2, "ms"));
report(figures);

/** Each vendor with a server of its own, for answers that wait for one's rate would be paid for by the next. */
async function measure(rig: Rig): Promise<Figure[]> {
  const told: Said[] = [];
  const vendor = await startVendor(rig, told);
  const { vendor: name, settings } = rig.settings(
    `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`,
  );
  const variables = Object.fromEntries(
    Object.entries(settings).map(([setting, value]) => [variableOf(name, setting), String(value)]),
  );
  const server = await forkServer("hanout", { ...variables, PUBLIC_URL: publicUrl });
  const agent = new Agent({ keepAlive: true, scheduling: "fifo" });
  let shopper = 0;
  const call = async (count: number): Promise<number[]> => {
    const times: number[] = [];
    await atPace(Array.from({ length: count }), perSecond, async () => {
      shopper += 1;
      const said = { shopper, id: 1, text: texts[shopper % texts.length]!, at: new Date() };
      told.push(said);
      const [request] = rig.calls([said]);
      const startedAt = performance.now();
      const status = await post(server.url, request!, agent);
      if (status !== 200) throw new Error(`${rig.name}: ${status}`);
      times.push(performance.now() - startedAt);
    });
    return times;
  };
  await call(warmUp);
  const before = await server.usage();
  const times = await call(samples);
  const { cpuMs, longestBlockMs } = await server.usage();
  agent.destroy();
  await server.stop();
  vendor.close();
  return [
    forComparison(`${rig.name}: CPU of a message`, (cpuMs - before.cpuMs) / samples, "ms"),
    forComparison(`${rig.name}: longest block of the event loop`, longestBlockMs, "ms"),
    atMost(`${rig.name}: acknowledge at ${perSecond}/s, p99`, percentile(times, 0.99), 100, "ms"),
  ];
}

/** Takes everything. */
async function startVendor(rig: Rig, told: readonly Said[]): Promise<Server> {
  let asked = 0;
  const vendor = createServer(async (incoming, response) => {
    let body = "";
    for await (const piece of incoming.setEncoding("utf8")) body += piece;
    const { method = "", url: path = "", headers } = incoming;
    asked += 1;
    const answer = rig.lookUp?.({ method, path, headers, body }, told) ?? rig.taken(asked);
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", () => resolve()));
  return vendor;
}

function post(origin: string, { url, headers, body }: Call, agent: Agent): Promise<number> {
  const { pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${origin}${pathname}${search}`,
      { method: "POST", agent, headers },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode ?? 0));
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** CPU of one call, warm. */
function readMs(rig: Rig): number {
  const options = {
    clock: systemClock,
    log: createLog("silent"),
    shopName: "Dar Lina",
    menus: [],
    records: fakeRecords(),
    rates: unlimitedRates,
    publicUrl,
  };
  const { doors } = openAccounts([rig.settings("http://127.0.0.1")], options);
  const { webhook } = [...doors.values()][0]!;
  const rounds = Array.from({ length: 5 }, () => {
    const now = new Date();
    const calls = Array.from(
      { length: 500 },
      (_, shopper) => rig.calls([{ shopper, id: 1, text: texts[shopper % texts.length]!, at: now }])[0]!,
    );
    const before = process.cpuUsage();
    for (const call of calls)
      if (!webhook.verify(call, now) || webhook.parse(call, now).length === 0) throw new Error(rig.name);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / calls.length;
  });
  return median(rounds);
}
