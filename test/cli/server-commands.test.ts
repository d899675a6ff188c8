import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Decision } from "../../models/sequence/decide.ts";
import type { SequenceStep } from "../../models/sequence/definition.ts";
import type { Enrolment } from "../../models/sequence/enrolment.ts";
import type { Planned } from "../../models/sequence/plan.ts";
import { fakeCod } from "../fakes/cod.ts";
import { type Front, startFront } from "../http/front.ts";

const at = new Date("2026-11-21T10:00:00.000Z");
const enrolment = { kind: "abandoned_cart", subject: "chat", step: 0 } as Enrolment;
const step = { after: 0, say: ["first"], purpose: "service" } as unknown as SequenceStep;
const decisions: Decision[] = [
  { kind: "send", step, say: "first" },
  { kind: "wait", until: new Date("2026-11-22T08:00:00.000Z"), why: "quiet hours" },
  { kind: "skip", why: "they have not asked for news" },
  { kind: "end", why: "purchase" },
];
const planned: Planned[] = decisions.map((decision) => ({ at, enrolment, decision }));

let front: Front;
let dataDir: string;
beforeAll(async () => {
  front = await startFront({
    services: () => ({
      sequences: {
        plan: async ({ after }) =>
          after === null
            ? { shoppers: [{ contactId: "amina", name: "Amina", planned }], next: "amina" }
            : { shoppers: [], next: null },
        report: async () => [
          { sequence: "abandoned_cart", step: 1, say: "first", sent: 10, sales: 2, amountMinor: 69_800 },
        ],
      },
      cod: {
        ...fakeCod(),
        train: async () => ({
          version: 2,
          outcomes: 90,
          before: { auc: 0.7, brier: 0.2 },
          after: { auc: null, brier: 0.15 },
          live: true,
          shopId: "demo",
          at: at.toISOString(),
          weights: [],
          experience: { usualMinor: null, refusedShare: 0, cities: {} },
        }),
      },
    }),
  });
  dataDir = await mkdtemp(join(tmpdir(), "commands-"));
  await writeFile(join(dataDir, "operator.key"), front.services.operatorKey);
});
afterAll(() => front.close());

/** What a command says to whom runs it beside the server. */
async function said(command: string, ...args: string[]): Promise<string> {
  const { hostname: HOST, port: PORT } = new URL(front.url);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, `../../cli/${command}.ts`), ...args],
    { env: { PATH: process.env.PATH, DATA_DIR: dataDir, HOST, PORT } },
  );
  return stdout;
}

test("who would get what, page after page, and what comes of it", async () => {
  expect(await said("sequences", "simulate", "--days", "3")).toBe(`\
2026-11-21 10:00 UTC  Amina  abandoned_cart 1  gets "first" about chat
2026-11-21 10:00 UTC  Amina  abandoned_cart 1  waits until 2026-11-22 08:00 UTC: quiet hours
2026-11-21 10:00 UTC  Amina  abandoned_cart 1  is skipped: they have not asked for news
2026-11-21 10:00 UTC  Amina  abandoned_cart 1  ends: purchase
1 would be sent, 1 would wait, 1 would be skipped, 1 would end.
`);
});

test("what each wording sold", async () => {
  expect(await said("sequences", "report")).toBe('abandoned_cart 1 "first"  sent 10  sold 2: 698 MAD\n');
});

test("what was learned from couriers", async () => {
  expect(await said("cod", "train")).toBe(`\
Version 2, learned from 90 outcomes.
On the latest third, unseen: Brier 0.200 before, 0.150 now;
                             AUC   0.700 before, - now.
It scores orders from now on.
`);
});
