import { join } from "node:path";
import { parseArgs } from "node:util";
import { Environment, readConfig } from "../bots/config.ts";
import { mediaOnDisk } from "../bots/media-on-disk.ts";
import { openSource } from "../models/embedded/source.ts";
import { CommandError, runCommand } from "./api.ts";
import { moveStore } from "./move/move-store.ts";

/** `npm run migrate-store -- --to URI`: the stopped shop of DATA_DIR into an empty MongoDB database. */
const usage = "npm run migrate-store -- --to mongodb://localhost:27017/hanout";

await runCommand(async () => {
  const { dataDir } = readConfig(process.env);
  const uri = Environment.shape.MONGODB_URI.safeParse(wanted());
  if (!uri.success || uri.data === undefined)
    throw new CommandError(`--to must name a server and a database: ${usage}`);
  const source = openSource({ dataDir });
  try {
    const mongo = await import("../models/mongo/import.ts");
    const target = await mongo.openMoveTarget({ uri: uri.data });
    try {
      const report = await moveStore({
        source,
        target,
        mongo,
        media: mediaOnDisk(join(dataDir, "media")),
        now: new Date(),
        onProgress: (message) => console.log(message),
      });
      for (const { name, count, checksum } of report.collections)
        console.log(`${name.padEnd(24)} ${String(count).padStart(9)}  ${checksum}  equal`);
      for (const { table, rows } of source.others())
        console.log(`${table.padEnd(24)} ${String(rows).padStart(9)}  not moved`);
      if (report.missingPictures > 0)
        console.log(`${report.missingPictures} pictures are named by messages, and not on this disk.`);
      console.log(
        report.wasThere
          ? "All of it was moved before: nothing was done."
          : "Moved and compared. Nothing was deleted here. Start the server with MONGODB_URI, and this folder's keys, model and locale files.",
      );
    } finally {
      await target.close();
    }
  } finally {
    source.close();
  }
});

function wanted(): string | undefined {
  try {
    return parseArgs({ options: { to: { type: "string" } } }).values.to;
  } catch {
    throw new CommandError(usage);
  }
}
