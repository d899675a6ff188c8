import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, test } from "@jest/globals";
import { play } from "../../bots/transcripts/play.ts";
import { parseScripts } from "../../bots/transcripts/script.ts";
import { type OpenStage, openStage } from "./stage.ts";

const folder = join(import.meta.dirname, "chats");
let stage: OpenStage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());
beforeEach(() => stage.begin());

describe.each(readdirSync(folder).filter((file) => file.endsWith(".chat")))("%s", (file) => {
  const scripts = parseScripts(readFileSync(join(folder, file), "utf8"));
  test.each(scripts.map((script) => [script.title, script] as const))("%s", async (_, script) => {
    await play(script, stage).catch((error: Error) => {
      error.message = `${basename(file)}, ${error.message}`;
      throw error;
    });
  });
});
