import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { LocaleFaultsError } from "../../locales/fault.ts";
import { type Locales, loadLocales } from "../../locales/load.ts";
import { type Timer, watchLocales } from "../../locales/watch.ts";
import { goodLocales } from "./files.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Watches good files; `quiet` is settled by the first change of a file, and the timer fires when told to. */
async function watched() {
  const dir = await goodLocales();
  const loaded: Locales[] = [];
  const timers: (() => void)[] = [];
  const waiting: (() => void)[] = [];
  const outcome = { settle: (_: Locales | Error): void => {} };
  const timer: Timer = (callback) => {
    timers.push(callback);
    for (const change of waiting.splice(0)) change();
    return () => timers.splice(timers.indexOf(callback), 1);
  };
  const stop = watchLocales([dir], {
    load: () => loadLocales([dir]),
    onChange: (locales) => {
      loaded.push(locales);
      outcome.settle(locales);
    },
    onFault: (error) => outcome.settle(error as Error),
    timer,
  });
  stops.push(stop);
  return {
    dir,
    stop,
    timers,
    changed: () =>
      timers.length > 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve)),
    fire: () =>
      new Promise<Locales | Error>((resolve) => {
        outcome.settle = resolve;
        for (const callback of timers.splice(0)) callback();
      }),
  };
}

test("a changed file is read again", async () => {
  const { dir, changed, fire } = await watched();
  await appendFile(join(dir, "en/training.yaml"), "store.hours:\n  - opening hours\n");
  await changed();
  const locales = (await fire()) as Locales;
  expect(locales.packs.en.phrases.map(({ text }) => text)).toEqual(["where is my order", "opening hours"]);
});

test("a faulty file is told, and mending it is enough", async () => {
  const { dir, changed, fire } = await watched();
  const file = join(dir, "en/training.yaml");
  await writeFile(file, "store.hours:\n\t- x\n");
  await changed();
  const fault = await fire();
  expect(fault).toBeInstanceOf(LocaleFaultsError);
  expect((fault as LocaleFaultsError).message).toContain(`${file}:2:1: a tab`);
  await writeFile(file, "store.hours:\n  - x\n");
  await changed();
  expect(((await fire()) as Locales).packs.en.phrases).toHaveLength(1);
});

test("several changes before it is quiet are one reload, and none comes after the stop", async () => {
  const { dir, stop, timers, changed } = await watched();
  await writeFile(join(dir, "notes.txt"), "no locale file");
  await appendFile(join(dir, "en/training.yaml"), "  - a\n");
  await appendFile(join(dir, "fr/replies.yaml"), "# b\n");
  await changed();
  expect(timers).toHaveLength(1);
  stop();
  expect(timers).toHaveLength(0);
});
