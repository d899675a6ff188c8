import { readChannelsFile } from "../bots/channel-settings.ts";
import { readConfig } from "../bots/config.ts";
import { localeDirs } from "../bots/words.ts";
import { askVendor } from "../channels/shared/ask-vendor.ts";
import { loadLocales } from "../locales/load.ts";
import { CommandError, runCommand } from "./api.ts";
import { examine } from "./doctor/index.ts";

/** `npm run channels -- doctor`: what is wrong with the channels, and how to mend it. Exit code 1 when something is. */
const usage = "npm run channels -- doctor";

await runCommand(async () => {
  if (process.argv[2] !== "doctor") throw new CommandError(usage);
  const config = readConfig(process.env);
  const { accounts, channelsFile, publicUrl } = config;
  const { shop, templates } = await loadLocales(localeDirs(config));
  const listed = channelsFile === undefined ? [] : await readChannelsFile(channelsFile, shop.id);
  const examined = await examine(
    { accounts: [...accounts, ...listed], publicUrl },
    {
      ask: (url, headers = {}) =>
        askVendor(url, { method: "GET", headers, signal: AbortSignal.timeout(10_000) }),
      now: new Date(),
      templates,
    },
  );
  for (const { name, findings } of examined) {
    console.log(name);
    for (const { what, mend } of findings)
      console.log(mend === undefined ? `  well   ${what}` : `  MEND   ${what}\n         ${mend}`);
  }
  if (accounts.length + listed.length === 0)
    console.log("No channel of a vendor is on: see README, Channels.");
  if (examined.some(({ findings }) => findings.some(({ mend }) => mend !== undefined))) process.exitCode = 1;
});
