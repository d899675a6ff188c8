import { z } from "zod";
import { type InboundEvent, Purpose } from "../models/events.ts";
import type { Clock } from "../models/ports/clock.ts";
import { type JobHandler, type JobKind, JobRefusedError } from "../models/ports/scheduler.ts";
import type { Acceptance } from "../models/ports/store.ts";

/** A flow that the shop begins. */
export const StartData = z.object({
  conversationId: z.string(),
  flow: z.string(),
  slots: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  purpose: Purpose.optional(),
});

export type StartData = z.infer<typeof StartData>;

/** The shop begins a flow in a conversation: a reminder, a confirmation. To be scheduled once, not repeated. */
export const conversationStart: JobKind<StartData> = { name: "conversation.start", data: StartData };

/** Accepts durably and wakes a worker; null: there is no such conversation. */
type Receive = (conversationId: string, events: InboundEvent[]) => Promise<Acceptance[] | null>;

/** The job's key is the event's: a job that is run again is an event delivered again, and answered once. */
export const startConversations = (receive: Receive, clock: Clock): JobHandler<StartData> => ({
  kind: conversationStart,
  async run({ conversationId, flow, slots, purpose }, { key }) {
    const at = clock.now().toISOString();
    const start: InboundEvent = { kind: "start", key, at, flow, slots, ...(purpose && { purpose }) };
    const acceptances = await receive(conversationId, [start]);
    if (!acceptances) throw new JobRefusedError(`there is no conversation ${conversationId}`);
  },
});
