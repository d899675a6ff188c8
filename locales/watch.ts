import { watch } from "node:fs";

/** Calls back once after a while; the answer takes the call back. `setTimeout` outside tests. */
export type Timer = (callback: () => void, delayMs: number) => () => void;

export interface WatchOptions {
  onChange(): void;
  /** A folder can be watched no longer. */
  onFault(error: unknown): void;
  timer?: Timer;
}

/** Editors write a file in several steps, and merchants save several files at once. */
const quietMs = 200;

/**
 * For development: tells once files in the folders have changed and are quiet.
 * @returns stops watching; nothing is called back afterwards.
 */
export function watchLocales(dirs: readonly string[], options: WatchOptions): () => void {
  const { onChange, onFault, timer = nodeTimer } = options;
  let cancel = (): void => {};
  let isStopped = false;

  const changed = (name: string | null): void => {
    if (isStopped || (name !== null && !/\.ya?ml$/.test(name))) return;
    cancel();
    cancel = timer(onChange, quietMs);
  };

  const watchers = dirs.map((dir) => watch(dir, { recursive: true }, (_, name) => changed(name)));
  for (const watcher of watchers)
    watcher.on("error", (error) => {
      if (!isStopped) onFault(error);
    });
  return () => {
    isStopped = true;
    cancel();
    for (const watcher of watchers) watcher.close();
  };
}

const nodeTimer: Timer = (callback, delayMs) => {
  const timeout = setTimeout(callback, delayMs);
  return () => clearTimeout(timeout);
};
