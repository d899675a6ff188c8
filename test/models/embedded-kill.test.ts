import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import { temporaryDataDir, withConnection } from "./data-dir.ts";

const script = fileURLToPath(new URL("./killed-after-accept.ts", import.meta.url));
const run = (dataDir: string) =>
  spawnSync(process.execPath, [script, dataDir, "20"], { encoding: "utf8", timeout: 30_000 });

let dataDir: string;
let remove: () => void;
beforeEach(() => {
  ({ dataDir, remove } = temporaryDataDir());
});
afterEach(() => remove());

test("every event that was acknowledged survives kill -9, and its conversation is found at once", async () => {
  const child = run(dataDir);
  expect(child.signal).toBe("SIGKILL");
  const lines = child.stdout
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
  const conversationId = lines[0]![0]!;
  const acknowledged = lines.map(([, key]) => key).filter((key) => key !== "claimed");
  expect(acknowledged).toHaveLength(20);

  const { conversations, close } = await openEmbeddedStore({ dataDir });
  const now = new Date(0);
  expect(await conversations.due(now, 10)).toEqual([{ conversationId, orphaned: true }]);
  const claim = await conversations.claim(conversationId, "w2", now, 8_000);
  expect(claim?.orphaned).toBe(true);
  expect(claim?.mailbox.map((event) => event.key).slice(0, 20)).toEqual(acknowledged);
  expect(await conversations.transcript(conversationId, 0)).toHaveLength(claim!.mailbox.length);
  await close();
  withConnection(dataDir, (connection) =>
    expect(connection.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" }),
  );
});

test("a second process on the same folder is refused, by name", async () => {
  const { close } = await openEmbeddedStore({ dataDir });
  const child = run(dataDir);
  expect(child.status).toBe(1);
  expect(child.stderr).toContain(`StorageError: ${dataDir} is in use by another process`);
  await close();
});
