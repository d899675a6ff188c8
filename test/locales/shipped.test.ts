import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { formatFault } from "../../locales/fault.ts";
import { inspectLocales } from "../../locales/load.ts";

test("the shipped files have no fault", async () => {
  const { faults, phrases } = await inspectLocales([join(import.meta.dirname, "../../locales")]);
  expect(faults.map(formatFault)).toEqual([]);
  expect(phrases).toBeGreaterThan(0);
});
