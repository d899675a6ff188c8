import type { DrillFolder } from "./drill-folder.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

/** One that dies this often before it is ready will never be. */
const mostFailedStarts = 10;

export interface Supervised {
  url: string;
  /** How often it died so far. */
  crashes(): number;
  /** @throws when it could not be started again */
  stop(): Promise<void>;
}

/** A server that is started again as often as it dies, as whoever runs one does. */
export async function supervise(entry: string, folder: DrillFolder, port: number): Promise<Supervised> {
  let crashes = 0;
  let isStopping = false;
  let server = await startServer(entry, folder, port);
  let failure: unknown = null;

  async function startAgain(): Promise<ServerProcess> {
    for (let failed = 0; ; failed++) {
      try {
        return await startServer(entry, folder, port);
      } catch (error) {
        if (failed >= mostFailedStarts) throw error;
        crashes += 1;
      }
    }
  }

  async function keep(): Promise<void> {
    for (;;) {
      await server.ended;
      if (isStopping) return;
      crashes += 1;
      server = await startAgain();
    }
  }

  const keeping = keep().catch((error: unknown) => {
    failure = error;
  });
  return {
    url: server.url,
    crashes: () => crashes,
    async stop() {
      isStopping = true;
      await server.end("SIGTERM");
      await keeping;
      if (failure !== null) throw failure;
    },
  };
}
