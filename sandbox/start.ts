import { z } from "zod";
import { startApp } from "../bots/app.ts";
import { createLog } from "../bots/log.ts";
import { openSandbox } from "./index.ts";

/** Besides these the product's own variables are read (LOG_LEVEL, LOCALES_DIR, ...); its channels are those of the sandbox. */
const Environment = z.looseObject({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3978),
  DATA_DIR: z.string().default("./data/sandbox"),
});

async function main(): Promise<void> {
  const env = Environment.parse(process.env);
  const sandbox = await openSandbox({ port: env.SANDBOX_PORT, productPort: env.PORT });
  const config = sandbox.configOf({
    LOG_LEVEL: "warn",
    ...process.env,
    DATA_DIR: env.DATA_DIR,
    HOST: "127.0.0.1",
    MONGODB_URI: "",
  });
  const app = await startApp({
    config,
    log: createLog(config.logLevel),
    clock: sandbox.clock,
    onProgress: (message) => console.log(message),
  });
  console.log(`
${app.shopName} is open, and every vendor is on this machine.
  Chat as a shopper   ${sandbox.url}/
  The shop's page     ${app.url}/
  API of the sandbox  ${sandbox.url}/sandbox    (sandbox/README.md)
Stop: Ctrl+C`);
  const stop = (): void => {
    app
      .close()
      .then(sandbox.close)
      .then(() => process.exit(0), fail);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

main().catch(fail);
