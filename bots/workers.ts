import cluster from "node:cluster";
import { parseArgs } from "node:util";
import { ConfigError } from "./config.ts";

const mostWorkers = 64;

/**
 * The number of processes that `--workers N` asks for; 1 without it.
 * @throws {ConfigError} when it is no number of processes, or the store is for one process only.
 */
export function workersWanted(args: string[], mongodbUri: string | undefined): number {
  const { values } = parseArgs({ args, options: { workers: { type: "string", default: "1" } } });
  const count = Number(values.workers);
  if (!Number.isInteger(count) || count < 1 || count > mostWorkers)
    throw new ConfigError(
      `--workers ${values.workers}: give a number of processes from 1 to ${mostWorkers}.`,
    );
  if (count > 1 && mongodbUri === undefined)
    throw new ConfigError("--workers: several processes need a store that they share; set MONGODB_URI.");
  return count;
}

/**
 * Runs this program so many times on one port. One that dies is replaced, unless it dies as soon as it has begun: then
 * all end with its exit code, for the next one would die as well.
 */
export function forkWorkers(count: number): void {
  const shortLifeMs = 10_000;
  let stopping = false;
  const fork = (): void => {
    const bornAt = performance.now();
    cluster.fork().once("exit", (code) => {
      if (stopping) return;
      if (performance.now() - bornAt > shortLifeMs) return fork();
      process.exitCode = code || 1;
      stop("SIGTERM");
    });
  };
  const stop = (signal: NodeJS.Signals): void => {
    stopping = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill(signal);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  for (let n = 0; n < count; n++) fork();
}
