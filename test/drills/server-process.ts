import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { startFlags } from "../start-flags.ts";
import type { DrillFolder } from "./drill-folder.ts";

const repository = join(import.meta.dirname, "../..");
export const realServer = "bots/server.ts";
export const scriptedServer = "test/drills/scripted-server.ts";
const longestStartMs = 60_000;

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** From the signal to the end. */
  afterMs: number;
  /** The last that it printed. */
  said: string;
}

export interface ServerProcess {
  url: string;
  /** From the start of the process until it was ready. */
  startMs: number;
  child: ChildProcess;
  /** Settles when the process has ended, whoever ended it. */
  ended: Promise<unknown>;
  /** Sends a signal and waits for the end. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<Exit>;
}

/** A port of ours that nobody has now, so that a server can come back where it was. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port could be had");
  return address.port;
}

/**
 * Starts a server in a process of its own and waits until it is ready.
 * @throws when it ends before that, with what it said.
 */
export async function startServer(
  entry: string,
  { dataDir, env: storeEnv }: Pick<DrillFolder, "dataDir" | "env">,
  port: number,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...startFlags, entry], {
    cwd: repository,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      DATA_DIR: dataDir,
      PORT: String(port),
      RATE_NEW_CONVERSATIONS_PER_MINUTE: "1000000",
      RATE_MESSAGES_PER_MINUTE: "10000000",
      RATE_CONVERSATION_MESSAGES_PER_MINUTE: "1000000",
      ...storeEnv,
      ...env,
    },
  });
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  let output = "";
  const ended = once(child, "exit").finally(() => process.off("exit", endWithUs));
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-10_000);
        if (output.includes("/readyz")) resolve();
      });
  });
  const late = AbortSignal.timeout(longestStartMs);
  const first = await Promise.race([
    ready.then(() => "ready"),
    ended.then(() => "ended"),
    once(late, "abort").then(() => "late"),
  ]);
  if (first !== "ready") {
    child.kill("SIGKILL");
    throw new Error(`the server of the drill did not start (${first}):\n${output}`);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    startMs: performance.now() - startedAt,
    child,
    ended,
    async end(signal) {
      const signalledAt = performance.now();
      child.kill(signal);
      await ended;
      const afterMs = performance.now() - signalledAt;
      return { code: child.exitCode, signal: child.signalCode, afterMs, said: output.slice(-1_000) };
    },
  };
}
