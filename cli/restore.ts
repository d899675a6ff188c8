import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../bots/config.ts";
import { CommandError, runCommand } from "./api.ts";
import { restoreBackup } from "./backup/restore.ts";

/** `npm run restore -- FILE --to FOLDER`: a backup into an empty folder, to be DATA_DIR from then on. */
const usage = "npm run restore -- FILE.tar.gz --to FOLDER";

await runCommand(async () => {
  const { values, positionals } = parsed();
  const [file, ...more] = positionals;
  if (!file || more.length > 0 || !values.to) throw new CommandError(usage);
  const { createdAt, counts, files } = await restoreBackup(file, values.to);
  const { conversations = 0, transcript = 0, records = 0 } = counts;
  console.log(
    `${values.to} is the shop of ${createdAt}: ${conversations} conversations with ${transcript} messages, ${records} records, ${files.length} files; all compared.
Start it with DATA_DIR=${values.to}`,
  );
  const { localesDir } = readConfig(process.env);
  const restored = join(values.to, "locales");
  if (resolve(localesDir) !== resolve(restored) && files.some(({ name }) => name.startsWith("locales/")))
    console.log(`Its own locale files are in ${restored}; LOCALES_DIR must name them, unless DATA_DIR does.`);
});

function parsed() {
  try {
    return parseArgs({ options: { to: { type: "string" } }, allowPositionals: true });
  } catch {
    throw new CommandError(usage);
  }
}
