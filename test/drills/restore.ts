import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { restoreBackup } from "../../cli/backup/restore.ts";
import { writeBackup } from "../../cli/backup/write.ts";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import { wholeTranscript } from "./audit.ts";
import { type Drill, noneLost } from "./drill.ts";
import { drillFolder } from "./drill-folder.ts";
import { freePort, realServer, startServer } from "./server-process.ts";
import { openShoppers } from "./shopper.ts";

const longestRestoreMs = 300_000;

/** Drill 30, restore: a backup that is made while shoppers write has all that was acknowledged before it began. */
export const restore: Drill = {
  name: "30b backup and restore",
  only: { store: "embedded", because: "MongoDB has tools of its own for it" },
  async run(form, stores) {
    const [count, beforeMs] = form === "full" ? [200, 60_000] : [12, 1_000];
    const folder = drillFolder(stores);
    const aside = mkdtempSync(join(tmpdir(), "hanout-restored-"));
    try {
      const server = await startServer(realServer, folder, await freePort());
      const shoppers = await openShoppers(server.url, count);
      const loadEnds = new AbortController();
      const load = Promise.all(shoppers.map((shopper) => shopper.chatter("merci", 50, loadEnds.signal)));
      await pause(beforeMs);
      const acknowledged = shoppers.map(({ conversationId, accepted }) => ({
        conversationId,
        keys: [...accepted],
      }));
      const { dataDir } = folder;
      const { file } = await writeBackup({
        dataDir,
        localesDir: join(dataDir, "locales"),
        target: aside,
        now: new Date(),
      });
      loadEnds.abort();
      await load;
      await server.end("SIGTERM");

      const restored = join(aside, "data");
      const startedAt = performance.now();
      await restoreBackup(file, restored);
      const restoreMs = performance.now() - startedAt;
      const { conversations, close } = await openEmbeddedStore({ dataDir: restored });
      const lost = await Promise.all(
        acknowledged.map(async ({ conversationId, keys }) => {
          const rows = await wholeTranscript(conversations, conversationId);
          const known = new Set(rows.map(({ event }) => (event as { key?: string } | undefined)?.key));
          return keys.filter((key) => !known.has(key)).length;
        }),
      );
      await close();
      const messages = acknowledged.reduce((sum, { keys }) => sum + keys.length, 0);
      return {
        ...noneLost,
        runs: messages,
        lost: lost.reduce((sum, one) => sum + one, 0),
        faults: restoreMs > longestRestoreMs ? [`the restore took ${restoreMs.toFixed(0)} ms`] : [],
        note: `restored in ${(restoreMs / 1000).toFixed(1)} s`,
      };
    } finally {
      rmSync(aside, { recursive: true });
      await folder.remove();
    }
  },
};
