import type { Logger } from "pino";

/**
 * Does some work of the store every so often, one at a time: a store that does not answer is not asked again
 * meanwhile, and is told of once.
 * @returns ends it, once what is being done is done
 */
export function repeat(work: () => Promise<unknown>, everyMs: number, log: Logger): () => Promise<void> {
  let running: Promise<void> | null = null;
  let isFailing = false;
  async function run(): Promise<void> {
    try {
      await work();
      if (isFailing) log.info("the store answers again");
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.error({ err: error }, "the store does not answer; trying again");
      isFailing = true;
    }
  }
  const timer = setInterval(() => {
    running ??= run().finally(() => {
      running = null;
    });
  }, everyMs).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
