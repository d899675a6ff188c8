import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startFlags } from "../test/start-flags.ts";
import { atMost, report } from "./figure.ts";
import { median } from "./statistics.ts";

const port = "39799";

/** From the start of the process to `/readyz`: on an empty data folder, then on what that start left. */
const dataDir = await mkdtemp(join(tmpdir(), "hanout-bench-"));
const first = await secondsToReady();
const warm = [await secondsToReady(), await secondsToReady(), await secondsToReady()];
await rm(dataDir, { recursive: true });
report([
  atMost("first start, training included", first, 60, "s"),
  atMost("warm start", median(warm), 3, "s"),
]);

async function secondsToReady(): Promise<number> {
  const startedAt = performance.now();
  const server = spawn(process.execPath, [...startFlags, join(import.meta.dirname, "../bots/server.ts")], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: port },
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    while (!(await isReady())) {
      if (server.exitCode !== null) throw new Error(`The server ended with code ${server.exitCode}.`);
      await sleep(20);
    }
    return (performance.now() - startedAt) / 1000;
  } finally {
    server.kill();
    if (server.exitCode === null) await once(server, "exit");
  }
}

function isReady(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
