import { z } from "zod";
import { ChannelName } from "./channels.ts";

/** ISO 8601, such as PT24H or P2D: days, hours, minutes and seconds. */
export const Duration = z
  .string()
  .regex(/^P(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/, "a duration such as PT24H or P2D")
  .transform((written) => {
    const [, days, hours, minutes, seconds] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
      written,
    )!;
    const [d, h, m, s] = [days, hours, minutes, seconds].map((part) => Number(part ?? 0)) as [
      number,
      number,
      number,
      number,
    ];
    return (((d * 24 + h) * 60 + m) * 60 + s) * 1000;
  });

/** What may be wrong with a channel, as `POST /sandbox/faults` says it. A field that is not there stays as it is. */
export const FaultOrder = z.strictObject({
  channel: ChannelName,
  /**
   * Of requests that send a message. `hang`: no answer until the product gives up. `cut`: the message counts as sent, then
   * the connection breaks. Null: as usual.
   */
  answer: z
    .union([
      z.enum(["hang", "cut"]),
      z.strictObject({
        status: z.int().min(400).max(599).optional(),
        /** The vendor's own: 131047, 21610, ... */
        code: z.int().optional(),
        retryAfterSeconds: z.int().min(0).optional(),
      }),
    ])
    .nullable()
    .optional(),
  /** For so many requests; without it until it is taken back. */
  times: z.int().min(1).optional(),
  /** Of so many of them, by chance. */
  rate: z.number().min(0).max(1).optional(),
  receipts: z.enum(["usual", "lose", "double", "reverse"]).optional(),
  receiptDelay: Duration.optional(),
  /** Each call is made so many times more. */
  redeliver: z.int().min(0).max(20).optional(),
});
export type FaultOrder = z.infer<typeof FaultOrder>;
export type AnswerFault = NonNullable<FaultOrder["answer"]>;

export interface ChannelFaults {
  answer: AnswerFault | null;
  /** Null: without end. */
  left: number | null;
  rate: number;
  receipts: NonNullable<FaultOrder["receipts"]>;
  receiptDelayMs: number;
  redeliver: number;
}

const none: ChannelFaults = {
  answer: null,
  left: null,
  rate: 1,
  receipts: "usual",
  receiptDelayMs: 0,
  redeliver: 0,
};

export interface Faults {
  of(channel: ChannelName): Readonly<ChannelFaults>;
  all(): Partial<Record<ChannelName, ChannelFaults>>;
  order(order: FaultOrder): void;
  /** The fault that the next message meets; counts it. */
  next(channel: ChannelName): AnswerFault | null;
  clear(): void;
}

export function createFaults(random: () => number): Faults {
  const set = new Map<ChannelName, ChannelFaults>();
  const of = (channel: ChannelName): ChannelFaults => set.get(channel) ?? none;
  return {
    of,
    all: () => Object.fromEntries(set),
    order({ channel, answer, times, rate, receipts, receiptDelay, redeliver }) {
      const before = of(channel);
      set.set(channel, {
        ...before,
        ...(answer !== undefined && { answer, left: times ?? null, rate: rate ?? 1 }),
        ...(receipts !== undefined && { receipts }),
        ...(receiptDelay !== undefined && { receiptDelayMs: receiptDelay }),
        ...(redeliver !== undefined && { redeliver }),
      });
    },
    next(channel) {
      const now = of(channel);
      if (!now.answer || random() >= now.rate) return null;
      if (now.left !== null)
        set.set(channel, { ...now, left: now.left - 1, ...(now.left <= 1 && { answer: null, left: null }) });
      return now.answer;
    },
    clear: () => set.clear(),
  };
}
