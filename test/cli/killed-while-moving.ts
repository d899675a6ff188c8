// Run by migrate-store.test.ts: moves a shop, and dies without a word right after a number of writes, before it could
// note down that they were made.
import { join } from "node:path";
import { mediaOnDisk } from "../../bots/media-on-disk.ts";
import { moveStore } from "../../cli/move/move-store.ts";
import { openSource } from "../../models/embedded/source.ts";
import * as mongo from "../../models/mongo/import.ts";

const [dataDir, uri, writes] = process.argv.slice(2);
const target = await mongo.openMoveTarget({ uri: uri! });
let left = Number(writes);
await moveStore({
  source: openSource({ dataDir: dataDir! }),
  target: {
    ...target,
    async put(kind, rows) {
      await target.put(kind, rows);
      left -= 1;
      if (left === 0) process.kill(process.pid, "SIGKILL");
    },
  },
  mongo,
  media: mediaOnDisk(join(dataDir!, "media")),
  now: new Date(0),
  pageSize: 7,
});
