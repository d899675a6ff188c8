import { watch } from "node:fs";
import type { Locales } from "./load.ts";

/** Calls back once after a while; the answer takes the call back. `setTimeout` outside tests. */
export type Timer = (callback: () => void, delayMs: number) => () => void;

export interface WatchOptions {
  load(): Promise<Locales>;
  onChange(locales: Locales): void;
  /** The files have faults or cannot be read: what was loaded before stays good. */
  onFault(error: unknown): void;
  timer?: Timer;
}

/** Editors write a file in several steps, and merchants save several files at once. */
const quietMs = 200;

/**
 * For development: loads again once files in the folders have changed and are quiet. One load at a time;
 * a change during a load is followed by another load.
 * @returns stops watching; nothing is called back afterwards.
 */
export function watchLocales(dirs: readonly string[], options: WatchOptions): () => void {
  const { load, onChange, onFault, timer = nodeTimer } = options;
  let cancel = (): void => {};
  let isStopped = false;
  let loading: Promise<void> = Promise.resolve();

  async function reload(): Promise<void> {
    try {
      const locales = await load();
      if (!isStopped) onChange(locales);
    } catch (error) {
      if (!isStopped) onFault(error);
    }
  }
  const changed = (name: string | null): void => {
    if (isStopped || (name !== null && !/\.ya?ml$/.test(name))) return;
    cancel();
    cancel = timer(() => {
      loading = loading.then(() => (isStopped ? undefined : reload()));
    }, quietMs);
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
