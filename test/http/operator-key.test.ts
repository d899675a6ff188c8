import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { operatorKey } from "../../bots/http/operator-key.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hanout-key-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the key is made once, for the server's user only", async () => {
  const dataDir = join(folder, "data");
  const key = await operatorKey(dataDir);
  expect(key).toMatch(/^hk_[\w-]{43}$/);
  expect(statSync(join(dataDir, "operator.key")).mode & 0o777).toBe(0o600);
  expect(await operatorKey(dataDir)).toBe(key);
  expect(readFileSync(join(dataDir, "operator.key"), "utf8")).toBe(`${key}\n`);
});

test("two servers that start at once agree on it", async () => {
  const keys = await Promise.all([operatorKey(folder), operatorKey(folder)]);
  expect(keys[0]).toBe(keys[1]);
});

test("a damaged file is an error that says how to mend it, and is left alone", async () => {
  writeFileSync(join(folder, "operator.key"), "nonsense");
  await expect(operatorKey(folder)).rejects.toThrow(/delete it and start again/);
  expect(readFileSync(join(folder, "operator.key"), "utf8")).toBe("nonsense");
});
