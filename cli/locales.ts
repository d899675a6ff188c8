import { readConfig } from "../bots/config.ts";
import { sharedFiles } from "../bots/shared-files.ts";
import { openStore } from "../bots/store.ts";
import { localeDirs } from "../bots/words.ts";
import { loadLocales } from "../locales/load.ts";
import { CommandError, runCommand } from "./api.ts";

/**
 * `npm run locales -- push`: the shop's own locale files become those of all its servers, which use them some seconds
 * later; `npm run locales -- pull`: the other way round. For a shop on MongoDB; an embedded one has its files here.
 */
await runCommand(async () => {
  const [direction, ...more] = process.argv.slice(2);
  if ((direction !== "push" && direction !== "pull") || more.length > 0)
    throw new CommandError("npm run locales -- push|pull");
  const config = readConfig(process.env);
  if (config.mongodbUri === undefined)
    throw new CommandError(
      `MONGODB_URI is not set: this shop has one server, which reads ${config.localesDir} itself.`,
    );
  if (direction === "push") await loadLocales(localeDirs(config));
  const store = await openStore(config);
  try {
    const files = await sharedFiles({ blobs: store.blobs!, records: store.records }, config);
    const { changed, kept } =
      direction === "push" ? { changed: await files.pushLocales(), kept: [] } : await files.pull("locales");
    for (const name of kept) console.error(`${name}: changed here and not pushed; it stays as it is.`);
    console.log(changed.length === 0 ? "Nothing has changed." : changed.join("\n"));
  } finally {
    await store.close();
  }
});
