import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { localeFolder } from "./files.ts";

const command = join(import.meta.dirname, "../../cli/locales-check.ts");

test("the command prints every fault and fails", async () => {
  const dir = await localeFolder({ "fr/training.yaml": "order.trak:\n  - a\n  -\n" });
  const { status, stderr } = spawnSync(process.execPath, [command, dir], { encoding: "utf8" });
  expect(stderr).toContain(`${dir}/fr/training.yaml:1:1: "order.trak" is no intent`);
  expect(stderr).toContain(`${dir}/fr/training.yaml:3:4: an empty phrase`);
  expect(status).toBe(1);
});
