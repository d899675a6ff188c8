import { parseArgs } from "node:util";
import type { z } from "zod";
import type { SequencePlan, SequenceReport } from "../bots/http/admin/schemas.ts";
import { formatMoney } from "../models/format.ts";
import { askServer, CommandError, runCommand } from "./api.ts";

/** `npm run sequences`: what the running server would write by itself, and what came of what it wrote. */
const usage = `npm run sequences -- simulate [--days 10]   who would get what, when, and why not; nothing is sent
npm run sequences -- report                 how often each wording was sent, and what it sold`;

type Plan = z.infer<typeof SequencePlan>;
type Planned = Plan["shoppers"][number]["planned"][number];

await runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { days: { type: "string", default: "10" } },
  });
  const [command, ...more] = positionals;
  if (more.length > 0) throw new CommandError(usage);
  if (command === "simulate") return simulate(values.days);
  if (command === "report") return report();
  throw new CommandError(usage);
});

async function simulate(days: string): Promise<void> {
  const counts: Record<string, number> = {};
  for (let after: string | null = null; ; ) {
    const query = new URLSearchParams({ days, ...(after !== null && { after }) });
    const { shoppers, next }: Plan = await askServer("GET", `/v1/admin/sequences/plan?${query}`);
    for (const { contactId, name, planned } of shoppers)
      for (const one of planned) {
        counts[one.outcome] = (counts[one.outcome] ?? 0) + 1;
        console.log(`${minute(one.at)}  ${name ?? contactId}  ${one.sequence} ${one.step}  ${outcome(one)}`);
      }
    if (next === null) break;
    after = next;
  }
  const { send = 0, wait = 0, skip = 0, end = 0 } = counts;
  console.log(`${send} would be sent, ${wait} would wait, ${skip} would be skipped, ${end} would end.`);
}

function outcome({ outcome, say, why, until, about }: Planned): string {
  switch (outcome) {
    case "send":
      return `gets "${say}" about ${about}`;
    case "wait":
      return `waits until ${minute(until!)}: ${why}`;
    case "skip":
      return `is skipped: ${why}`;
    case "end":
      return `ends: ${why}`;
  }
}

function minute(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}

async function report(): Promise<void> {
  const { currency, steps } = await askServer<z.infer<typeof SequenceReport>>(
    "GET",
    "/v1/admin/sequences/report",
  );
  if (steps.length === 0) console.log("Nothing was sent yet.");
  for (const { sequence, step, say, sent, sales, amountMinor } of steps) {
    const amount = formatMoney({ amountMinor, currency }, "en");
    console.log(`${sequence} ${step} "${say}"  sent ${sent}  sold ${sales}: ${amount}`);
  }
}
