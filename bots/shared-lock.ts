/** A readers-writer lock: work goes on side by side; what must run alone waits for it, and holds up what comes after. */
export interface SharedLock {
  shared<T>(work: () => Promise<T>): Promise<T>;
  /** Several of these run one after the other. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
}

export function createSharedLock(): SharedLock {
  const running = new Set<Promise<unknown>>();
  /** Settles when the last of those that must run alone has. */
  let last: Promise<unknown> | null = null;
  return {
    async shared(work) {
      while (last) await last;
      const done = work();
      running.add(done);
      try {
        return await done;
      } finally {
        running.delete(done);
      }
    },
    exclusive(work) {
      const before = last;
      const done = (async () => {
        await before;
        await Promise.allSettled(running);
        return work();
      })();
      const mine = done.then(leave, leave);
      function leave(): void {
        if (last === mine) last = null;
      }
      last = mine;
      return done;
    },
  };
}
