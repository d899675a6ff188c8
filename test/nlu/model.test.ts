import { mkdtemp, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { NluModel } from "../../nlu/model.ts";
import { loadModel, ModelFileError, saveModel, watchModel } from "../../nlu/model-file.ts";
import { createRecogniser } from "../../nlu/recogniser.ts";
import { train, trainingChecksum } from "../../nlu/train.ts";
import { smallCorpus } from "./corpus.ts";

const now = new Date("2026-05-06T10:00:00Z");
const shop = { country: "MA", currency: "MAD", timeZone: "Africa/Casablanca" };
const answers = (model: NluModel) =>
  ["où est mon colis ?", "hello", "شحال التوصيل"].map((text) =>
    createRecogniser({ model, packs: [], catalogue: [], shop }).understand(text, { locale: "fr", now }),
  );

let model: NluModel;
let dataDir: string;
beforeAll(() => {
  model = train(smallCorpus, () => {});
});
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "hanout-nlu-"));
});

describe("the saved model", () => {
  test("answers as the one that was trained, from one file", async () => {
    await saveModel(dataDir, model);
    expect(await readdir(dataDir)).toEqual(["nlu-model.bin"]);
    const loaded = await loadModel(dataDir);
    expect(answers(loaded)).toEqual(answers(model));
  });

  const faultOf = () =>
    loadModel(dataDir).then(
      () => "loaded",
      (error) => (error instanceof ModelFileError ? error.kind : error),
    );
  const file = () => join(dataDir, "nlu-model.bin");

  test("is missing before the first training", async () => expect(await faultOf()).toBe("missing"));

  test("tells the phrases that it has learned from", async () => {
    await saveModel(dataDir, model);
    const changed = smallCorpus.map((pack) => ({ ...pack, phrases: pack.phrases.slice(1) }));
    const saved = (await loadModel(dataDir)).checksum;
    expect(saved).toBe(trainingChecksum(smallCorpus));
    expect(saved).not.toBe(trainingChecksum(changed));
  });

  test("tells who watches it when another one is saved", async () => {
    await saveModel(dataDir, model);
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = watchModel(dataDir, resolve, 1);
    await saveModel(dataDir, { ...model, checksum: "another" });
    await promise;
    stop();
  });

  test("is damaged when cut short, changed or not a model at all", async () => {
    await saveModel(dataDir, model);
    const bytes = await readFile(file());
    await truncate(file(), bytes.length - 100);
    expect(await faultOf()).toBe("damaged");
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
    await writeFile(file(), bytes);
    expect(await faultOf()).toBe("damaged");
    await writeFile(file(), "");
    expect(await faultOf()).toBe("damaged");
  });
});

describe("a shop's own phrase", () => {
  const withOwn = smallCorpus.map((pack) => ({
    ...pack,
    phrases: [
      ...pack.phrases,
      { intent: "order.track", text: `my own words ${pack.language}`, own: true as const },
    ],
  }));

  test("leaves the calibration as it is, whether that is learned anew or taken over", () => {
    const anew = train(withOwn, () => {}).intents;
    expect(anew.calibration).toEqual(model.intents.calibration);
    const progress: number[] = [];
    const former = { ...model.intents, calibration: { sharpness: 1, scope: [0, 0, 0, 0, 0, 0, 0] } };
    const kept = train(withOwn, (done) => progress.push(done), former).intents;
    expect(kept.calibration).toEqual(former.calibration);
    expect(kept.linear).toEqual(anew.linear);
    expect(progress.at(-1)).toBe(1);
  });

  test("another phrase of ours, or another notion, is calibrated anew", () => {
    const former = { ...model.intents, calibration: { sharpness: 1, scope: [0, 0, 0, 0, 0, 0, 0] } };
    const fewer = smallCorpus.map((pack) => ({ ...pack, phrases: pack.phrases.slice(1) }));
    const notions = smallCorpus.map((pack) => ({ ...pack, concepts: { order: ["order"] } }));
    for (const packs of [fewer, notions])
      expect(train(packs, () => {}, former).intents.calibration.sharpness).not.toBe(1);
  });
});
