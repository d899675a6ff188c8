import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localeDirs } from "../../bots/words.ts";
import { loadLocales } from "../../locales/load.ts";
import { loadOrTrain } from "../../nlu/load-or-train.ts";
import { saveModel } from "../../nlu/model-file.ts";
import { modelFolder } from "../../test/model-folder.ts";
import { startFlags } from "../../test/start-flags.ts";
import type { Usage } from "./control.ts";

export interface ServerProcess {
  url: string;
  dataDir: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** No limit of ours is to be measured; everything else is as shops run it. */
const environment = {
  NODE_ENV: "production",
  PORT: "0",
  RATE_NEW_CONVERSATIONS_PER_MINUTE: "10000000",
  RATE_MESSAGES_PER_MINUTE: "10000000",
  RATE_CONVERSATION_MESSAGES_PER_MINUTE: "10000000",
};

/**
 * Starts a server in a process of its own, on a new data folder with a trained model; its log is thrown away.
 * @param fill puts something into the folder before.
 */
export async function forkServer(
  kind: "hanout" | "baseline",
  variables: Record<string, string> = {},
  fill: (dataDir: string) => Promise<void> = async () => {},
): Promise<ServerProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), "hanout-bench-"));
  await provideModel(dataDir);
  await fill(dataDir);
  const child = fork(join(import.meta.dirname, `${kind}.ts`), [], {
    env: { PATH: process.env.PATH, ...environment, DATA_DIR: dataDir, ...variables },
    execArgv: startFlags,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const gone = once(child, "exit").then(([code]): never => {
    throw new Error(`The ${kind} server ended with code ${code}; what it said stands above.`);
  });
  // Only whoever waits for an answer is told.
  gone.catch(() => {});
  const answer = async (): Promise<unknown> => {
    const [message] = await Promise.race([once(child, "message"), gone]);
    return message;
  };
  const { url } = (await answer()) as { url: string };
  return {
    url: url.replace("localhost", "127.0.0.1"),
    dataDir,
    usage() {
      const usage = answer();
      child.send("usage");
      return usage as Promise<Usage>;
    },
    async stop() {
      child.disconnect();
      await gone.catch(() => {});
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Training is measured by `start.ts` alone; elsewhere the model of the tests serves. */
async function provideModel(dataDir: string): Promise<void> {
  await mkdir(modelFolder, { recursive: true });
  const { packs } = await loadLocales(localeDirs({}));
  const model = await loadOrTrain(Object.values(packs), modelFolder, { onProgress: console.error });
  await saveModel(dataDir, model);
}
