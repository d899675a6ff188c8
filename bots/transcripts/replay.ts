import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { play } from "./play.ts";
import { parseScripts } from "./script.ts";
import { openStage, type StageOptions } from "./stage.ts";

/** A conversation that did not go as it is written. */
export interface BrokenTranscript {
  /** `file: title`. */
  name: string;
  /** What was said wrongly, and where. */
  reason: string;
}

/** Plays every `.chat` of a folder against the demo shop: some seconds for a hundred of them. */
export async function replay(folder: string, options: StageOptions): Promise<BrokenTranscript[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".chat")).toSorted();
  const stage = await openStage(options);
  const broken: BrokenTranscript[] = [];
  try {
    for (const file of files) {
      for (const script of parseScripts(await readFile(join(folder, file), "utf8"))) {
        await stage.begin();
        await play(script, stage).catch((error: Error) =>
          broken.push({ name: `${file}: ${script.title}`, reason: error.message }),
        );
      }
    }
  } finally {
    await stage.close();
  }
  return broken;
}
