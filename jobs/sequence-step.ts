import { z } from "zod";
import type { JobHandler, JobKind } from "../models/ports/scheduler.ts";

const Due = z.object({
  /** The enrolment's id. */
  enrolment: z.string(),
  dueAt: z.iso.datetime(),
});
type Due = z.infer<typeof Due>;

/** A step of a sequence is due: one job for each shopper and instant, so that it costs the same however many there are. */
export const sequenceStep: JobKind<Due> = { name: "sequence.step", data: Due };

export const takeSteps = (take: (due: Due) => Promise<void>): JobHandler<Due> => ({
  kind: sequenceStep,
  run: take,
});
