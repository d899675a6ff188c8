import cluster from "node:cluster";
import { type App, ListenError, startApp } from "./app.ts";
import { ConfigError, readConfig } from "./config.ts";
import { createLog } from "./log.ts";
import { forkWorkers, workersWanted } from "./workers.ts";

const startedAt = performance.now();

/** A clear message for what the operator can mend; the whole error for what only we can. */
function fail(error: unknown): never {
  const known =
    error instanceof ConfigError ||
    error instanceof ListenError ||
    (error instanceof Error && "kind" in error);
  const plain =
    known || (error instanceof Error && ["StorageError", "LocaleFaultsError"].includes(error.name));
  console.error(plain ? `Hanout did not start.\n${(error as Error).message}` : error);
  process.exit(1);
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const workers = workersWanted(process.argv.slice(2), config.mongodbUri);
  if (workers > 1 && cluster.isPrimary) return forkWorkers(workers);
  const log = createLog(config.logLevel);
  const app = await startApp({ config, log, onProgress: (message) => console.log(message) });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`
${app.shopName} is open (ready in ${seconds} s).
  Shop and chat   ${app.url}/
  API             ${app.url}/docs
  Health          ${app.url}/readyz    ${app.url}/metrics
  Events          ${app.events}
${app.channels.map((line) => `  Channel         ${line}\n`).join("")}Talk in the terminal: npm run chat -- --lang fr     Stop: Ctrl+C`);
  stopOnSignal(app);
}

/** Turns in hand are finished; what they leave is on disk. A second signal, or ten seconds, ends it at once. */
function stopOnSignal(app: App): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), 9_500).unref();
    app.close().then(() => process.exit(0), fail);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

main().catch(fail);
