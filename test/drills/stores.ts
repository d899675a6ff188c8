import { basename } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import { openMongoStore } from "../../models/mongo/index.ts";
import type { Store } from "../../models/ports/store.ts";
import { startMongoServer, withDatabase } from "../mongo-server.ts";

export type StoreName = "embedded" | "mongodb";

/** A kind of store, and how a drill has it for a data folder of its own. */
export interface DrillStores {
  name: StoreName;
  /** How soon the conversations of a killed process are served again. */
  backWithinMs: number;
  /** Between two messages of a shopper: in the time above they come to fewer than a mailbox holds. */
  pauseMs: number;
  /** What the environment of a server says of it. */
  env(dataDir: string): Record<string, string>;
  open(dataDir: string): Promise<Store>;
  /** Settles once nothing is left to do, also of what nobody was told was accepted. */
  rest(dataDir: string): Promise<void>;
  /** Whatever is not in the folder goes with it. */
  drop(dataDir: string): Promise<void>;
}

/** A lease, and what is done then. */
const longestRestMs = 30_000;

/** Of one process: what a dead one held is taken over as soon as the next one starts. */
export const embeddedStores: DrillStores = {
  name: "embedded",
  backWithinMs: 5_000,
  pauseMs: 15,
  env: () => ({}),
  open: (dataDir) => openEmbeddedStore({ dataDir }),
  rest: async () => {},
  drop: async () => {},
};

/** A database for each data folder. Whether a process is dead is known when its leases end, after 8 s. */
export function mongoStores(serverUri: string): DrillStores {
  const uriOf = (dataDir: string): string => withDatabase(serverUri, basename(dataDir));
  return {
    name: "mongodb",
    backWithinMs: 10_000,
    pauseMs: 150,
    env: (dataDir) => ({ MONGODB_URI: uriOf(dataDir) }),
    open: (dataDir) => openMongoStore({ uri: uriOf(dataDir) }),
    async rest(dataDir) {
      const { conversations, close } = await openMongoStore({ uri: uriOf(dataDir) });
      for (const endsAt = Date.now() + longestRestMs; Date.now() < endsAt; await pause(100))
        if ((await conversations.nextWake()) === null) break;
      await close();
    },
    async drop(dataDir) {
      const store = await openMongoStore({ uri: uriOf(dataDir) });
      await store.drop();
      await store.close();
    },
  };
}

/**
 * The stores of a name, and what ends them.
 * @returns on a machine where no MongoDB can be had, why, in one line
 */
export async function startStores(
  name: StoreName,
): Promise<{ stores: DrillStores; stop(): Promise<void> } | { reason: string }> {
  if (name === "embedded") return { stores: embeddedStores, stop: async () => {} };
  const server = await startMongoServer();
  return "reason" in server ? server : { stores: mongoStores(server.uri), stop: server.stop };
}
