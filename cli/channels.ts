import { readChannelsFile } from "../bots/channel-settings.ts";
import { readConfig } from "../bots/config.ts";
import { localeDirs } from "../bots/words.ts";
import { askVendor } from "../channels/shared/ask-vendor.ts";
import { loadLocales } from "../locales/load.ts";
import { CommandError, runCommand } from "./api.ts";
import { channelsList } from "./channels-list.ts";
import type { Ask } from "./doctor/finding.ts";
import { examine } from "./doctor/index.ts";
import { faultsIn, reportOf } from "./doctor/report.ts";

/**
 * `npm run channels`: every channel, on or off. With `-- doctor`: what is wrong with those that are on, and how to mend it;
 * exit code 1 when something is.
 */
const usage = "npm run channels, or npm run channels -- doctor";

const timeoutMs = 10_000;

const ask: Ask = (url, headers = {}, form) =>
  askVendor(url, {
    ...(form
      ? {
          method: "POST",
          headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams(form).toString(),
        }
      : { method: "GET", headers }),
    signal: AbortSignal.timeout(timeoutMs),
  });

await runCommand(async () => {
  const [command, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || (command !== undefined && command !== "doctor")) throw new CommandError(usage);
  const config = readConfig(process.env);
  const { accounts, channelsFile, microsoft, publicUrl } = config;
  const { shop, templates } = await loadLocales(localeDirs(config));
  const listed = channelsFile === undefined ? [] : await readChannelsFile(channelsFile, shop.id);
  if (command === undefined) {
    for (const line of channelsList({ ...config, listed })) console.log(line);
    return;
  }
  const examined = await examine(
    { accounts: [...accounts, ...listed], microsoft, publicUrl },
    { ask, now: new Date(), templates },
  );
  for (const line of reportOf(examined)) console.log(line);
  if (faultsIn(examined) > 0) process.exitCode = 1;
});
