import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openingTime } from "../../bots/transcripts/stage.ts";
import { openEmbeddedStore } from "../../models/embedded/index.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import { createStage } from "../bots/stage.ts";

type Stage = ReturnType<typeof createStage>;

/** Two workers of one process on one store, whose turns echo. `settle` waits until neither has anything to do. */
export async function withTwoWorkers<T>(
  work: (store: ConversationStore, stages: [Stage, Stage], settle: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), "hanout-drill-"));
  const { conversations: store, close } = await openEmbeddedStore({ dataDir });
  const clock = virtualClock(openingTime);
  const stages: [Stage, Stage] = [
    createStage({ store, clock, name: "one" }),
    createStage({ store, clock, name: "two" }),
  ];
  const settle = async (): Promise<void> => {
    do for (const { worker } of stages) await worker.idle();
    while (await stages[0].passTime());
  };
  try {
    return await work(store, stages, settle);
  } finally {
    for (const { worker } of stages) await worker.stop();
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
