import type { Clock } from "../models/ports/clock.ts";
import type { Store } from "../models/ports/store.ts";
import type { Config } from "./config.ts";
import { underLease } from "./lease.ts";
import { repeat } from "./repeat.ts";
import { sharedFiles } from "./shared-files.ts";
import { type Opening, openWords, type Words } from "./words.ts";

const lookEveryMs = 5_000;

/**
 * The words of a shop that may have several servers: the locale files and the model of the store come first, one
 * server trains while the others wait, and what is published later is taken over by all of them within seconds.
 */
export async function openSharedWords(
  opening: Opening & { config: Config },
  { store, clock }: { store: Store; clock: Clock },
): Promise<Words> {
  const { blobs, records } = store;
  if (!blobs) return openWords(opening);
  const { config, log, onProgress } = opening;
  const files = await sharedFiles({ blobs, records }, config);
  let warned = "";
  const warn = (kept: string[]): void => {
    if (kept.join() === warned) return;
    warned = kept.join();
    if (kept.length > 0)
      log.warn({ kept }, "changed here and not in the store: npm run locales -- push, or take them away");
  };
  const onWait = (): void => onProgress("Another server is learning the phrases; waiting for it.");
  const words = await underLease("words", { records, clock, onWait }, async () => {
    warn((await files.pull()).kept);
    const opened = await openWords(opening);
    await files.pushModel();
    return opened;
  });
  const follow = async (): Promise<void> => {
    const { changed, kept } = await files.pull();
    warn(kept);
    // A new model is seen by its own watch.
    if (changed.some((name) => name.startsWith("locales/"))) words.reload();
  };
  const stopFollowing = repeat(follow, lookEveryMs, log);
  return {
    ...words,
    async close() {
      await stopFollowing();
      await words.close();
    },
  };
}
