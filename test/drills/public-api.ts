import { type DrillFolder, drillFolder } from "./drill-folder.ts";
import { freePort, realServer, type ServerProcess, startServer } from "./server-process.ts";
import { request } from "./shopper.ts";
import type { DrillStores } from "./stores.ts";

/** Longest time that one input may keep the event loop from everybody else. */
export const longestBlockMs = 50;

export interface PublicApi {
  server: ServerProcess;
  folder: DrillFolder;
  /** Longest block of the event loop since the last time it was asked. */
  longestBlockMs(): Promise<number>;
  /** Ends the server and says what was wrong with that. */
  end(): Promise<string[]>;
}

/** The real server for the length of a drill. */
export async function withPublicApi<T>(
  stores: DrillStores,
  work: (api: PublicApi) => Promise<T>,
  env: Record<string, string> = {},
): Promise<T> {
  const folder = drillFolder(stores);
  const server = await startServer(realServer, folder, await freePort(), env);
  const api: PublicApi = {
    server,
    folder,
    async longestBlockMs() {
      const { body } = await request(`${server.url}/metrics`);
      const seconds = /^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(String(body))?.[1];
      return Number(seconds) * 1000;
    },
    async end() {
      if (server.child.exitCode !== null || server.child.signalCode !== null) return ["the server had ended"];
      const { code } = await server.end("SIGTERM");
      return code === 0 ? [] : [`the server ended with exit code ${code}`];
    },
  };
  try {
    return await work(api);
  } finally {
    server.child.kill("SIGKILL");
    await server.ended;
    await folder.remove();
  }
}

/** The value under which a share of the samples lie. */
export function percentile(samples: number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
