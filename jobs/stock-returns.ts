import { z } from "zod";
import type { JobHandler, JobKind } from "../models/ports/scheduler.ts";

type Nothing = Record<string, never>;

/** Looks, every few minutes, whether something that shoppers wait for can be had again. */
export const stockReturns: JobKind<Nothing> = { name: "stock.returns", data: z.strictObject({}) };
export const everyFewMinutes = "*/5 * * * *";

export const watchStock = (look: () => Promise<void>): JobHandler<Nothing> => ({
  kind: stockReturns,
  run: look,
});
