/** Work goes on side by side, but for what must run alone: it waits for what is running, and the others for it. */
export interface Company {
  together<T>(work: () => Promise<T>): Promise<T>;
  /** Several of these run one after the other. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function createCompany(): Company {
  const running = new Set<Promise<unknown>>();
  /** Settles when the last of those that must run alone has. */
  let lonely: Promise<unknown> | null = null;
  return {
    async together(work) {
      while (lonely) await lonely;
      const done = work();
      running.add(done);
      try {
        return await done;
      } finally {
        running.delete(done);
      }
    },
    alone(work) {
      const before = lonely;
      const done = (async () => {
        await before;
        await Promise.allSettled(running);
        return work();
      })();
      const mine = done.then(leave, leave);
      function leave(): void {
        if (lonely === mine) lonely = null;
      }
      lonely = mine;
      return done;
    },
  };
}
