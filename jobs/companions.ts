import { z } from "zod";
import type { JobHandler, JobKind } from "../models/ports/scheduler.ts";

type Nothing = Record<string, never>;

/** Learns, every night, what is bought together. */
export const companions: JobKind<Nothing> = { name: "companions.refresh", data: z.strictObject({}) };
export const everyNight = "40 3 * * *";

export const learnCompanions = (refresh: () => Promise<void>): JobHandler<Nothing> => ({
  kind: companions,
  run: refresh,
});
