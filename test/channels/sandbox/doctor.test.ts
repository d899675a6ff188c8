import { parseEnv } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readConfig } from "../../../bots/config.ts";
import { askVendor } from "../../../channels/shared/ask-vendor.ts";
import type { Ask } from "../../../cli/doctor/finding.ts";
import { examine } from "../../../cli/doctor/index.ts";
import { reportOf } from "../../../cli/doctor/report.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const ask: Ask = (url, headers = {}) =>
  askVendor(url, { method: "GET", headers, signal: AbortSignal.timeout(5_000) });

/** What the doctor says with the variables that the sandbox gives, and these. */
async function report(more: Record<string, string> = {}): Promise<string[]> {
  const file = await (await fetch(`${stage.sandbox.url}/sandbox/environment`)).text();
  const { accounts, microsoft, publicUrl } = readConfig({ ...parseEnv(file), ...more });
  const examined = await examine(
    { accounts, microsoft, publicUrl },
    { ask, now: stage.sandbox.clock.now(), templates: {} },
  );
  return reportOf(examined);
}

test("whoever tries the doctor on the sandbox sees every vendor's set-up, and that it is well", async () => {
  const lines = await report();
  expect(lines.filter((line) => /^\w/.test(line))).toEqual([
    "PUBLIC_URL",
    "whatsapp",
    "messenger",
    "telegram",
    "twilio",
    "resend",
    "Nothing is to be mended.",
  ]);
  expect(lines).toContain("  ok    the bot is @darlina_bot");
});

test("a credential that is wrong is refused there as well", async () => {
  const lines = await report({ TWILIO_AUTH_TOKEN: "wrong", WHATSAPP_APP_SECRET: "wrong" });
  expect(lines.filter((line) => line.includes("MEND"))).toEqual([
    "  MEND  WHATSAPP_APP_SECRET is not accepted as the secret of app 1517776481860111 (401)",
    "  MEND  TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not accepted (401)",
  ]);
});
