import { relative } from "node:path";
import { localeDirs } from "../bots/words.ts";
import { formatFault } from "../locales/fault.ts";
import { inspectLocales } from "../locales/load.ts";

/** `npm run locales:check [-- FOLDER …]`: the default files, with a shop's own folders laid over them. */
const defaults = localeDirs({}).map((dir) => relative(process.cwd(), dir) || ".");
const { faults, files, phrases, replies } = await inspectLocales([...defaults, ...process.argv.slice(2)]);

if (faults.length === 0) {
  console.log(`${files} files, ${phrases} phrases, ${replies} replies: all well`);
} else {
  for (const fault of faults) console.error(formatFault(fault));
  console.error(`${faults.length} to mend`);
  process.exitCode = 1;
}
