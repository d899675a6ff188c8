import { readdirSync, readFileSync } from "node:fs";
import { audit, wholeTranscript } from "./audit.ts";
import { type Drill, noneLost, type Outcome } from "./drill.ts";
import { type DrillFolder, drillFolder } from "./drill-folder.ts";
import { freePort, scriptedServer, startServer } from "./server-process.ts";
import { allAnswered, openShoppers, type Shopper } from "./shopper.ts";
import type { DrillStores } from "./stores.ts";

/** Between accept and claim, in the turn, after the commit and before the note, in a call and after its deed. */
const points = [
  "accept:after:6",
  "claim:before:6",
  "claim:after:6",
  "turn:at:6",
  "commit:before:6",
  "commit:after:6",
  "settle:before:6",
  "settle:after:6",
  "release:before:6",
  "release:after:6",
  "action:at:3",
  "done:at:3",
];

/** Drill 1 aimed: the process dies exactly where something could be lost or done twice. */
export const crashPoints: Drill = {
  name: "1b death at each point",
  async run(form, stores) {
    const chosen = form === "full" ? points : ["commit:after:6", "settle:after:6", "done:at:3"];
    const outcomes: Outcome[] = [];
    for (const point of chosen) outcomes.push(await dieAt(point, stores));
    return outcomes.reduce((sum, one) => ({
      runs: sum.runs + one.runs,
      lost: sum.lost + one.lost,
      duplicated: sum.duplicated + one.duplicated,
      inverted: sum.inverted + one.inverted,
      faults: [...sum.faults, ...one.faults],
    }));
  },
};

async function dieAt(point: string, stores: DrillStores): Promise<Outcome> {
  const folder = drillFolder(stores);
  const port = await freePort();
  try {
    const doomed = await startServer(scriptedServer, folder, port, { DRILL_CRASH: point });
    const shoppers = await openShoppers(doomed.url, 4);
    const loadEnds = new AbortController();
    const load = shoppers.map((shopper, i) =>
      shopper.chatter(i % 2 === 0 ? "reserve" : "hello", 5, loadEnds.signal),
    );
    await doomed.ended;
    const next = await startServer(scriptedServer, folder, port);
    loadEnds.abort();
    await Promise.all(load);
    const waiting = await allAnswered(shoppers);
    await folder.rest();
    await next.end("SIGTERM");
    const faults = [...waiting, ...(await callFaults(folder, shoppers))];
    return {
      ...noneLost,
      runs: 1,
      ...(await audit(folder, shoppers)),
      faults: faults.map((fault) => `${point}: ${fault}`),
    };
  } finally {
    await folder.remove();
  }
}

/** Each call asked for has one result, and its deed was begun. */
async function callFaults(folder: DrillFolder, shoppers: Shopper[]): Promise<string[]> {
  const { conversations, close } = await folder.open();
  const deeds = readdirSync(folder.dataDir).filter((file) => file.endsWith(".done"));
  let asked = 0;
  let results = 0;
  for (const { conversationId } of shoppers)
    for (const { event } of await wholeTranscript(conversations, conversationId)) {
      const { kind, text } = (event ?? {}) as { kind?: string; text?: string };
      if (kind === "text" && text === "reserve") asked += 1;
      if (kind === "result") results += 1;
    }
  await close();
  const repeated = deeds.filter(
    (file) => readFileSync(`${folder.dataDir}/${file}`, "utf8") !== "done",
  ).length;
  return [
    ...(results === asked ? [] : [`${asked} calls have ${results} results`]),
    ...(deeds.length === asked ? [] : [`${asked} calls were carried out ${deeds.length} times`]),
    ...(repeated <= 2 ? [] : [`${repeated} calls were carried out again, though none was cut`]),
  ];
}
