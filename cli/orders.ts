import { readFile } from "node:fs/promises";
import { askServer, CommandError, runCommand } from "./api.ts";

/** `npm run orders -- outcomes FILE`: what a courier says became of parcels, by CSV, into the running shop. */
const usage = "npm run orders -- outcomes FILE.csv";

interface Report {
  kept: number;
  known: number;
  problems: { line: number; message: string }[];
}

await runCommand(async () => {
  const [command, file] = process.argv.slice(2);
  if (command !== "outcomes" || !file) throw new CommandError(usage);
  const data = await readFile(file).catch((error: Error) => {
    throw new CommandError(`${file} cannot be read: ${error.message}`);
  });
  const report = await askServer<Report>("POST", "/v1/admin/outcomes", data, "text/csv");
  for (const { line, message } of report.problems) console.error(`${file}:${line}: ${message}`);
  console.log(
    `${report.kept} outcomes kept, ${report.known} known before, ${report.problems.length} problems.`,
  );
  if (report.problems.length > 0) process.exitCode = 1;
});
