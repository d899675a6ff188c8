import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mediaOnDisk } from "../../bots/media-on-disk.ts";
import { mediaContract } from "../contracts/media.ts";

mediaContract("files", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hanout-media-"));
  return { media: mediaOnDisk(folder), dispose: () => rm(folder, { recursive: true }) };
});
