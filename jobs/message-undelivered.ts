import { z } from "zod";
import type { JobHandler, JobKind } from "../models/ports/scheduler.ts";

const Undelivered = z.object({
  /** What the message was in the outbox. */
  item: z.string(),
  /** As of a `DeliveryError`. */
  means: z.enum(["retry", "throttled", "never", "gone", "needs-template", "credentials"]).optional(),
  /** In the vendor's words. */
  reason: z.string(),
});
export type Undelivered = z.infer<typeof Undelivered>;

/**
 * A vendor that took a message tells later that it came to nothing. A job, for the receipt may come before the message
 * has its row in the transcript: it is then tried again.
 */
export const messageUndelivered: JobKind<Undelivered> = { name: "message.undelivered", data: Undelivered };

export const undeliveredMessages = (
  see: (message: Undelivered) => Promise<void>,
): JobHandler<Undelivered> => ({ kind: messageUndelivered, run: see });
