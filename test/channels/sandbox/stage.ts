import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type App, startApp } from "../../../bots/app.ts";
import { operatorKey } from "../../../bots/http/operator-key.ts";
import { createLog } from "../../../bots/log.ts";
import type { ChannelName } from "../../../sandbox/channels.ts";
import type { Entry } from "../../../sandbox/chats.ts";
import type { Deed } from "../../../sandbox/deeds.ts";
import { openSandbox, type Sandbox } from "../../../sandbox/index.ts";
import { readable } from "../../../sandbox/shown.ts";
import { modelFolder } from "../../model-folder.ts";
import { temporaryDataDir } from "../../models/data-dir.ts";

/** The whole product, with every vendor on this machine. */
export interface Stage {
  sandbox: Sandbox;
  app: App;
  /** A shopper does something, some seconds after what was before. @returns what the shop showed then, as one reads it */
  does(channel: ChannelName, from: string, deed: Deed): Promise<string>;
  says(channel: ChannelName, from: string, text: string): Promise<string>;
  /** What a shopper was shown so far. */
  shown(channel: ChannelName, from: string): Entry[];
  /** What staff do by the console's API, below `/v1/admin/conversations`: POST, as there is a body. */
  asStaff(path: string, body?: unknown): Promise<Response>;
  close(): Promise<void>;
}

/** Else several e-mails would come within one of Resend's seconds. */
const pauseMs = 3_000;

/** Resend's rate makes a request wait so long; a message that failed waits longer. */
const longestRateMs = 400;

export async function openStage(): Promise<Stage> {
  const { dataDir, remove } = temporaryDataDir();
  for (const entry of readdirSync(modelFolder, { withFileTypes: true }))
    if (entry.isFile()) copyFileSync(join(modelFolder, entry.name), join(dataDir, entry.name));
  const sandbox = await openSandbox();
  const config = sandbox.configOf({ NODE_ENV: "production", DATA_DIR: dataDir });
  const key = await operatorKey(dataDir);
  const app = await startApp({ config, log: createLog("silent"), clock: sandbox.clock });

  /** What waits for a vendor's rate waits by the sandbox's clock: to fetch an e-mail, and to answer it, are two requests. */
  async function rateOf({ store, worker }: App): Promise<void> {
    for (;;) {
      await worker.poll();
      await worker.idle();
      const { clock } = sandbox;
      const waitMs = ((await store.nextWake())?.getTime() ?? Infinity) - clock.now().getTime();
      if (waitMs > longestRateMs) return;
      // The clock goes on by itself too: what is due by now is seen to at once.
      if (waitMs > 0) clock.advance(waitMs);
    }
  }

  const stage: Stage = {
    sandbox,
    app,
    async does(channel, from, deed) {
      sandbox.clock.advance(pauseMs);
      const last = sandbox.chats.all().at(-1)?.number ?? 0;
      await sandbox.act(channel, { from }, deed);
      await app.worker.idle();
      await rateOf(app);
      await sandbox.settled();
      const news = stage.shown(channel, from).filter(({ number }) => number > last);
      return news.map(({ shows }) => readable(shows)).join("\n");
    },
    says: (channel, from, text) => stage.does(channel, from, { kind: "text", text }),
    shown: (channel, from) =>
      sandbox.chats
        .all()
        .filter(
          (entry) =>
            entry.channel === channel &&
            entry.by === "shop" &&
            entry.shopper.replace(/^whatsapp:/, "").replace("+", "") === from.replace("+", ""),
        ),
    asStaff: (path, body) =>
      fetch(`${app.url}/v1/admin/conversations${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    async close() {
      await app.close();
      await sandbox.close();
      remove();
    },
  };
  return stage;
}
