import { z } from "zod";
import type { JobHandler, JobKind } from "../models/ports/scheduler.ts";

/**
 * What is due of an order that is paid at the door: a number is asked for that can be called (`number`), people phone (`call`), its shopper is asked (`ask`), again after a day
 * and two, and after three nobody waits any longer (`close`).
 */
export const CodStep = z.enum(["number", "call", "ask", "ask_again", "ask_last", "close"]);
export type CodStep = z.infer<typeof CodStep>;

const CodDueData = z.strictObject({ number: z.string(), step: CodStep });
export type CodDueData = z.infer<typeof CodDueData>;
export const codDue: JobKind<CodDueData> = { name: "cod.due", data: CodDueData };

export const seeToCod = (see: (due: CodDueData) => Promise<void>): JobHandler<CodDueData> => ({
  kind: codDue,
  run: see,
});

type Nothing = Record<string, never>;

/** Once a day: who gets a parcel tomorrow is told, and orders that ended elsewhere are ended here. */
export const codDaily: JobKind<Nothing> = { name: "cod.daily", data: z.strictObject({}) };
/** After the quiet hours, early enough to answer. */
export const everyMorning = "0 10 * * *";

export const lookAtCodDaily = (look: () => Promise<void>): JobHandler<Nothing> => ({
  kind: codDaily,
  run: look,
});
