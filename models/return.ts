import { z } from "zod";
import type { DocumentFile } from "./activity.ts";
import { inShop, type Order, OrderActor, OrderLine } from "./commerce.ts";
import { Money } from "./money.ts";
import type { RecordKind } from "./ports/records.ts";
import { isShopsFault, ReturnReason } from "./return-policy.ts";

export const returnStates = [
  "requested",
  "approved",
  "declined",
  "label_sent",
  "received",
  "refunded",
  "exchanged",
  "cancelled",
] as const;
export const ReturnState = z.enum(returnStates);
export type ReturnState = z.infer<typeof ReturnState>;

/** A return's life, for people who ask what happened to it. */
export const ReturnStep = z.object({
  at: z.iso.datetime(),
  state: ReturnState,
  by: OrderActor,
  /** A word such as `out_of_stock`, or people's own words. */
  reason: z.string().optional(),
});
export type ReturnStep = z.infer<typeof ReturnStep>;

/** Articles of an order that come back, for money or for other ones. */
export const Return = z.object({
  /** `R10030-2`: the second one of order 10030. */
  number: z.string().regex(/^R[A-Z0-9-]{3,20}-\d+$/i),
  shopId: z.string(),
  /** The idempotency key it was asked for by. */
  key: z.string(),
  orderNumber: z.string(),
  conversationId: z.string(),
  kind: z.enum(["return", "exchange"]),
  state: ReturnState,
  lines: z.array(z.object({ sku: z.string(), quantity: z.int().positive() })).min(1),
  reason: ReturnReason,
  /** Ids of the shopper's pictures in the media store. */
  photos: z.array(z.string()),
  /** What is sent for it, put aside from the start. */
  instead: OrderLine.optional(),
  /** What comes back; 0 where nothing does. */
  refund: Money,
  /** What the shopper pays for the other article when it arrives; 0 where nothing is to be paid. */
  toPay: Money,
  /** What came back is in the stock again. */
  restocked: z.boolean(),
  /** Whoever has it may see the label. */
  linkSecret: z.string(),
  requestedAt: z.iso.datetime(),
  history: z.array(ReturnStep),
});
export type Return = z.infer<typeof Return>;

export const returnKind: RecordKind<Return, "order" | "state"> = {
  name: "returns",
  schema: Return,
  id: ({ shopId, number }) => inShop(shopId, number.toUpperCase()),
  indexes: {
    order: ({ shopId, orderNumber }) => [inShop(shopId, orderNumber)],
    /** What staff have to see to. */
    state: ({ shopId, state }) => [inShop(shopId, state)],
  },
};

/** Where a return may go from where it is. A parcel may come without a label, and an exchange end with the money. */
const next: Record<ReturnState, readonly ReturnState[]> = {
  requested: ["approved", "declined", "cancelled"],
  approved: ["label_sent", "received", "cancelled"],
  label_sent: ["received", "cancelled"],
  received: ["refunded", "exchanged"],
  declined: [],
  refunded: [],
  exchanged: [],
  cancelled: [],
};

export const mayBecomeReturn = (from: ReturnState, to: ReturnState): boolean => next[from].includes(to);

/** The shopper may still keep it after all. */
export const isCancellable = ({ state }: Pick<Return, "state">): boolean =>
  mayBecomeReturn(state, "cancelled");

export const isEnded = ({ state }: Pick<Return, "state">): boolean => next[state].length === 0;

/** It was agreed to, and has not arrived yet. */
export const isOnItsWay = ({ state }: Pick<Return, "state">): boolean =>
  state === "approved" || state === "label_sent";

/**
 * Days from when an exchange is agreed to until its parcel must be in the shop: so long the other article is put aside.
 * As long as shops usually give to send something back.
 */
export const exchangeDays = 14;

/** Why the shop ended an exchange: its parcel did not come in time, and the other article is for sale again. */
export const notReceived = "not_received";

/** Another article waits for a parcel that should have come by now. */
export function isOverdue(one: Return, now: Date): boolean {
  const agreed = one.history.findLast(({ state }) => state === "approved");
  if (!one.instead || !isOnItsWay(one) || !agreed) return false;
  return Date.parse(agreed.at) + exchangeDays * 24 * 60 * 60_000 < now.getTime();
}

export const wasNotReceived = ({ state, history }: Return): boolean =>
  state === "cancelled" && history.at(-1)?.reason === notReceived;

/** Its articles come back, or did. */
export const counts = ({ state }: Pick<Return, "state">): boolean =>
  state !== "declined" && state !== "cancelled";

/** The state of a return does not allow it. */
export class ReturnStateError extends Error {
  override readonly name = "ReturnStateError";
  readonly state: ReturnState;

  constructor({ number, state }: Pick<Return, "number" | "state">, wanted: string) {
    super(`Return ${number} is ${state}: it cannot be ${wanted}`);
    this.state = state;
  }
}

/** More was to come back than the order has left. */
export class NothingLeftError extends Error {
  override readonly name = "NothingLeftError";
}

/** @throws {ReturnStateError} */
export function withStep(one: Return, step: ReturnStep): Return {
  const fits = mayBecomeReturn(one.state, step.state) && !(step.state === "exchanged" && !one.instead);
  if (!fits) throw new ReturnStateError(one, step.state);
  return { ...one, state: step.state, history: [...one.history, step] };
}

/** The name in the stock of what is sent instead. */
export const exchangeHold = ({ number }: Pick<Return, "number">): string => `exchange:${number}`;

/** What came back may be sold again as what was ordered. */
export const isSound = ({ reason }: Pick<Return, "reason">): boolean => !isShopsFault(reason);

/** The label as a file for the shopper: whoever has the link may see it. */
export const labelFile = ({ number, linkSecret }: Return): DocumentFile => ({
  url: `/v1/returns/${number}/${linkSecret}/${number}.pdf`,
  name: `${number}.pdf`,
  contentType: "application/pdf",
});

export const wasReceived = ({ history }: Return): boolean =>
  history.some(({ state }) => state === "received");

/** What the shopper has of an order for what came back, and since when it is on its way to them. */
export const sentInstead = (returns: readonly Return[]): { line: OrderLine; sentAt: Date }[] =>
  returns.flatMap(({ instead, state, history }) =>
    instead && state === "exchanged" ? [{ line: instead, sentAt: new Date(history.at(-1)!.at) }] : [],
  );

/** What the shopper ever had of an order. */
export const linesHad = ({ lines }: Pick<Order, "lines">, returns: readonly Return[]): OrderLine[] => [
  ...lines,
  ...sentInstead(returns).map(({ line }) => line),
];
