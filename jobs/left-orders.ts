import { z } from "zod";
import type { JobHandler, JobKind } from "../models/ports/scheduler.ts";

type Nothing = Record<string, never>;

/**
 * Undoes, every few minutes, what a process that died had begun to order for nobody who still waits, and exchanges of which
 * the parcel has not come in time.
 */
export const leftOrders: JobKind<Nothing> = { name: "orders.left", data: z.strictObject({}) };

export const undoLeftOrders = (undo: () => Promise<unknown>): JobHandler<Nothing> => ({
  kind: leftOrders,
  run: async () => void (await undo()),
});
