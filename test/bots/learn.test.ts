import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "@jest/globals";
import { learn } from "../../bots/learn.ts";
import { createRecogniser } from "../../nlu/recogniser.ts";
import { goodLocales } from "../locales/files.ts";

let dirs: string[];
let dataDir: string;
let progress: string[];
const onProgress = (message: string) => progress.push(message);
const lesson = () => ({ dirs, dataDir, keepsModel: false });

beforeEach(async () => {
  dirs = [await goodLocales()];
  dataDir = await mkdtemp(join(tmpdir(), "hanout-learn-"));
  progress = [];
});

test("trains in a thread of its own, tells how far it is, and keeps the model for the next time", async () => {
  let turns = 0;
  const ticking = setInterval(() => {
    turns += 1;
  }, 1);
  const { locales, model } = await learn(lesson(), { onProgress });
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(0);
  expect(progress).toEqual(["Training the language models (once).", "  25 %", "  50 %", "  75 %", "  100 %"]);
  expect(locales.packs.en.phrases).toEqual([]);
  const { understand } = createRecogniser({ model, packs: [], catalogue: [], shop: locales.shop });
  const { intents } = understand("where is my order", { locale: "en", now: new Date() });
  expect(intents[0]!.name).toBe("order.track");

  progress = [];
  expect((await learn(lesson(), { onProgress })).model).toEqual(model);
  expect(progress).toEqual([]);
});

test("fails with what is wrong in the files", async () => {
  const file = join(dirs[0]!, "en/training.yaml");
  await writeFile(file, "store.hours:\n\t- x\n");
  await expect(learn(lesson(), { onProgress })).rejects.toMatchObject({
    kind: "locale_faults",
    message: expect.stringContaining(`${file}:2:1: a tab`),
  });
});

test("fails when the model's file is damaged, which stays as it is", async () => {
  await writeFile(join(dataDir, "nlu-model.bin"), "not a model");
  await expect(learn(lesson(), { onProgress })).rejects.toMatchObject({ kind: "damaged" });
});

test("is ended by its signal, or does not begin", async () => {
  const ending = new AbortController();
  const begun = learn(lesson(), { onProgress, signal: ending.signal });
  ending.abort();
  await expect(begun).rejects.toThrow("ended");
  await expect(learn(lesson(), { onProgress, signal: ending.signal })).rejects.toThrow("aborted");
});
