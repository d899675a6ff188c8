/** Time as the widget uses it, so that tests can drive it. */
export interface Time {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`, or as soon as `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const browserTime: Time = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener("abort", end);
    }),
};

/** Something took longer than it may. */
export class SilenceError extends Error {
  override readonly name = "SilenceError";
}

/** The result of `work`. @throws {SilenceError} if it takes longer than `limitMs`; the work itself goes on */
export async function within<T>(time: Time, limitMs: number, work: Promise<T>): Promise<T> {
  const done = new AbortController();
  const alarm = time.sleep(limitMs, done.signal).then(() => {
    throw new SilenceError(`nothing came for ${limitMs} ms`);
  });
  try {
    return await Promise.race([work, alarm]);
  } finally {
    done.abort();
  }
}
