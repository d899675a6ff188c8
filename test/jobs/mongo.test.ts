import { afterAll, describe } from "@jest/globals";
import { mongoBackend } from "../../jobs/mongo/index.ts";
import { openMongoStore } from "../../models/mongo/index.ts";
import { schedulerContract } from "../contracts/scheduler.ts";
import { startMongoServer, withDatabase } from "../mongo-server.ts";

const server = await startMongoServer();
if ("reason" in server) console.warn(`Jobs on MongoDB are not tested: ${server.reason}`);
afterAll(async () => "stop" in server && server.stop());

("reason" in server ? describe.skip : describe)("on a server", () => {
  let n = 0;
  schedulerContract("MongoDB", async () => {
    const uri = withDatabase("uri" in server ? server.uri : "", `hanout-jobs-${process.pid}-${++n}`);
    const store = await openMongoStore({ uri });
    return {
      backend: () => mongoBackend(store.database),
      async dispose() {
        await store.drop();
        await store.close();
      },
    };
  });
});
