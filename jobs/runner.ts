const pollEveryMs = 500;

export interface Runner {
  start(): void;
  /** Takes on nothing new, finishes what is in hand. */
  stop(): Promise<void>;
}

export interface RunnerOptions<Job> {
  /** Takes the next job that is due, for this process; null when there is none. */
  claim(): Promise<Job | null>;
  /** Never rejects. */
  run(job: Job): Promise<void>;
  /** The store cannot be asked; it goes on by itself. */
  onFault(error: unknown): void;
  mostInHand: number;
}

/**
 * Runs the jobs of one kind. Claims go out together, so that a store which writes requests in batches takes them in
 * one; a backlog is gone on with as soon as half of the hands are free, without waiting for the next poll.
 */
export function createRunner<Job>({ claim, run, onFault, mostInHand }: RunnerOptions<Job>): Runner {
  const inHand = new Set<Promise<void>>();
  let filling: Promise<void> | null = null;
  let hasBacklog = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  function take(job: Job): void {
    const done = run(job).finally(() => {
      inHand.delete(done);
      if (hasBacklog && inHand.size <= mostInHand / 2) poll();
    });
    inHand.add(done);
  }

  function poll(): void {
    if (stopped) return;
    filling ??= fill().finally(() => {
      filling = null;
    });
  }

  async function fill(): Promise<void> {
    // An idle server asks once a poll, and one that finds little does not ask for all its hands.
    for (let count = hasBacklog ? mostInHand : 1; !stopped && inHand.size < mostInHand; count *= 2)
      if (!(await takeNext(Math.min(count, mostInHand - inHand.size)))) return;
  }

  /** @returns whether there may be more. */
  async function takeNext(count: number): Promise<boolean> {
    const claims = await Promise.allSettled(Array.from({ length: count }, claim));
    hasBacklog = claims.every((each) => each.status === "fulfilled" && each.value !== null);
    for (const each of claims) {
      if (each.status === "rejected") onFault(each.reason);
      else if (each.value !== null) take(each.value);
    }
    return hasBacklog;
  }

  return {
    start() {
      timer = setInterval(poll, pollEveryMs).unref();
      poll();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await filling;
      await Promise.all(inHand);
    },
  };
}
