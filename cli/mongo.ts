import { readConfig } from "../bots/config.ts";
import { CommandError, runCommand } from "./api.ts";
import { indexedKinds } from "./record-kinds.ts";

/** `npm run mongo -- indexes`: what a server makes in MongoDB at its start, and whether it is there. */
const usage = "npm run mongo -- indexes";

await runCommand(async () => {
  if (process.argv[2] !== "indexes") throw new CommandError(usage);
  const { mongodbUri } = readConfig(process.env);
  if (mongodbUri === undefined) throw new CommandError("MONGODB_URI is not set.");
  const { listIndexes } = await import("../models/mongo/index-list.ts");
  const { version, indexes } = await listIndexes(mongodbUri, indexedKinds);
  console.log(`Schema version ${version}`);
  const width = Math.max(...indexes.map(({ collection }) => collection.length));
  for (const { collection, fields, isThere } of indexes)
    console.log(`${isThere ? "there  " : "missing"}  ${collection.padEnd(width)}  ${fields}`);
  if (indexes.some(({ isThere }) => !isThere))
    console.log(
      "The server makes what is missing: collections and those of records when they are first used.",
    );
});
