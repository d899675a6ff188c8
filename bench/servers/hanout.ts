import { startApp } from "../../bots/app.ts";
import { readConfig } from "../../bots/config.ts";
import { createLog } from "../../bots/log.ts";
import { answerToBenchmark } from "./control.ts";

const config = readConfig(process.env);
const app = await startApp({ config, log: createLog(config.logLevel) });
answerToBenchmark(app.url);
