import { z } from "zod";
import type { JobHandler, JobKind } from "../models/ports/scheduler.ts";

type Nothing = Record<string, never>;

/**
 * Ends, every few minutes, the orders for which nobody has paid, those that a process that died had begun, and exchanges of
 * which the parcel has not come in time.
 */
export const leftOrders: JobKind<Nothing> = { name: "orders.left", data: z.strictObject({}) };

export const endLeftOrders = (end: () => Promise<unknown>): JobHandler<Nothing> => ({
  kind: leftOrders,
  run: async () => void (await end()),
});
