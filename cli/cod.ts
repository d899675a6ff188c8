import { askServer, CommandError, runCommand } from "./api.ts";
import { evaluateCod } from "./cod-evaluate.ts";
import { printCodReport } from "./cod-report.ts";

/** `npm run cod`: orders that are paid at the door. */
const usage = `npm run cod -- report                              confirmed, refused, saved, precision by band; whom to phone
npm run cod -- answer NUMBER confirmed|refused     what the shopper said on the phone
npm run cod -- train                               learn from what couriers brought back
npm run cod -- evaluate [ORDERS]                   how well that learns, on a simulated history whose truth is known`;

interface Figures {
  auc: number | null;
  brier: number | null;
}
interface Trained {
  version: number;
  outcomes: number;
  before: Figures;
  after: Figures;
  live: boolean;
}

await runCommand(async () => {
  const [command = "report", argument, answer] = process.argv.slice(2);
  if (command === "report") return printCodReport(await askServer("GET", "/v1/admin/cod"));
  if (command === "train") return train();
  if (command === "evaluate" && /^\d{3,6}$/.test(argument ?? "6000"))
    return evaluateCod(Number(argument ?? 6000));
  if (command !== "answer" || argument === undefined || !["confirmed", "refused"].includes(answer ?? ""))
    throw new CommandError(usage);
  const path = `/v1/admin/cod/orders/${encodeURIComponent(argument)}/answer`;
  const { state } = await askServer<{ state: string }>("POST", path, { answer });
  console.log(`Order ${argument} is ${state}.`);
});

async function train(): Promise<void> {
  const { trained } = await askServer<{ trained: Trained | null }>("POST", "/v1/admin/cod/train", {});
  if (!trained)
    return console.log(
      "Too few outcomes: 30 are needed, some delivered and some refused. Nothing has changed.",
    );
  const { version, outcomes, before, after, live } = trained;
  console.log(`Version ${version}, learned from ${outcomes} outcomes.`);
  console.log(
    `On the latest third, unseen: Brier ${figure(before.brier)} before, ${figure(after.brier)} now;`,
  );
  console.log(`                             AUC   ${figure(before.auc)} before, ${figure(after.auc)} now.`);
  console.log(live ? "It scores orders from now on." : "It is no better than what is live, which stays.");
}

function figure(value: number | null): string {
  return value === null ? "-" : value.toFixed(3);
}
