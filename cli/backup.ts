import { readConfig } from "../bots/config.ts";
import { CommandError, runCommand } from "./api.ts";
import { writeBackup } from "./backup/write.ts";

/** `npm run backup -- FILE|FOLDER`: all of DATA_DIR in one file, while the server runs or not. */
const usage = "npm run backup -- FILE.tar.gz|FOLDER";

await runCommand(async () => {
  const [target, ...more] = process.argv.slice(2);
  if (!target || more.length > 0) throw new CommandError(usage);
  const { dataDir, localesDir, mongodbUri } = readConfig(process.env);
  if (mongodbUri !== undefined)
    throw new CommandError(
      "MONGODB_URI is set: back that database up with MongoDB's own tools, and DATA_DIR as plain files (docs/guides/backup.md).",
    );
  const { file, manifest } = await writeBackup({ dataDir, localesDir, target, now: new Date() });
  const { conversations = 0, transcript = 0, records = 0 } = manifest.counts;
  console.log(
    `${file}: ${conversations} conversations with ${transcript} messages, ${records} records, ${manifest.files.length} files; read again, and whole.
It holds keys and what your customers wrote: keep it as safe as the server. Restore: npm run restore -- ${file} --to FOLDER`,
  );
});
