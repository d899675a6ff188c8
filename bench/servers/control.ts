import { monitorEventLoopDelay } from "node:perf_hooks";

/** What a server process tells of itself. */
export interface Usage {
  /** CPU of the whole process, all threads, user and system, since its start. */
  cpuMs: number;
  rssMb: number;
  /** The longest time that the event loop stood still since the last question. */
  longestBlockMs: number;
}

/** Tells the benchmark where the server listens and what it has used whenever asked; ends with the benchmark. */
export function answerToBenchmark(url: string): void {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    const usage: Usage = {
      cpuMs: (user + system) / 1000,
      rssMb: process.memoryUsage.rss() / 2 ** 20,
      longestBlockMs: delay.max / 1e6,
    };
    delay.reset();
    process.send?.(usage);
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.({ url });
}
