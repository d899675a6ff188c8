import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { type Timer, watchLocales } from "../../locales/watch.ts";
import { goodLocales } from "./files.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Watches good files; `changed` is settled by the first change of a file, and the timers fire when told to. */
async function watched() {
  const dir = await goodLocales();
  const timers: (() => void)[] = [];
  const first = Promise.withResolvers<void>();
  const timer: Timer = (callback) => {
    timers.push(callback);
    first.resolve();
    return () => timers.splice(timers.indexOf(callback), 1);
  };
  let told = 0;
  const onChange = () => {
    told += 1;
  };
  const stop = watchLocales([dir], { onChange, onFault: (error) => first.reject(error), timer });
  stops.push(stop);
  return { dir, stop, timers, changed: first.promise, told: () => told };
}

test("a changed file is told once it is quiet", async () => {
  const { dir, changed, timers, told } = await watched();
  await appendFile(join(dir, "en/training.yaml"), "store.hours:\n  - opening hours\n");
  await changed;
  expect(told()).toBe(0);
  timers[0]!();
  expect(told()).toBe(1);
});

test("several changes before it is quiet are one, and none comes after the stop", async () => {
  const { dir, stop, timers, changed } = await watched();
  await writeFile(join(dir, "notes.txt"), "no locale file");
  await appendFile(join(dir, "en/training.yaml"), "  - a\n");
  await appendFile(join(dir, "fr/replies.yaml"), "# b\n");
  await changed;
  expect(timers).toHaveLength(1);
  stop();
  expect(timers).toHaveLength(0);
});
