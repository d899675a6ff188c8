import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { askServer, CommandError, runCommand } from "./api.ts";

/** `npm run shop -- import FILE`: products from a CSV (ours or Shopify's) or JSON file into the running shop. */
const usage = "npm run shop -- import FILE.csv|FILE.json";

interface Report {
  products: number;
  variants: number;
  retired: number;
  kept: number;
  problems: { line: number; message: string }[];
}

await runCommand(async () => {
  const [command, file] = process.argv.slice(2);
  if (command !== "import" || !file) throw new CommandError(usage);
  const format = { ".csv": "csv", ".json": "json" }[extname(file).toLowerCase()];
  if (!format) throw new CommandError(`${file}: the name must end in .csv or .json. ${usage}`);
  const data = await readFile(file).catch((error: Error) => {
    throw new CommandError(`${file} cannot be read: ${error.message}`);
  });
  const report = await askServer<Report>(
    "POST",
    `/v1/admin/catalogue?format=${format}`,
    data,
    format === "csv" ? "text/csv" : "application/octet-stream",
  );
  for (const { line, message } of report.problems)
    console.error(line > 0 ? `${file}:${line}: ${message}` : `${file}: ${message}`);
  console.log(
    `${report.products} products with ${report.variants} variants imported, ${report.problems.length} problems.`,
  );
  if (report.retired > 0)
    console.log(`${report.retired} former products are off sale: the file does not have them.`);
  if (report.kept > 0)
    console.log(`${report.kept} former products stay as they are: mend what the file says of them.`);
  if (report.products === 0) process.exitCode = 1;
});
