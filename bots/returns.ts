import { z } from "zod";
import { sameSecret } from "../channels/shared/same-secret.ts";
import { OrderLine } from "../models/commerce.ts";
import { OrderStateError } from "../models/order.ts";
import {
  KeyReusedError,
  type NewExchange,
  OutOfStockError,
  type ReturnSystem,
} from "../models/ports/commerce.ts";
import {
  isOnItsWay,
  NothingLeftError,
  Return,
  type ReturnState,
  ReturnStateError,
  type ReturnStep,
} from "../models/return.ts";
import { needsApproval } from "../models/return-policy.ts";
import type { Shop } from "../models/shop.ts";
import { type Actions, Refusal } from "./actions.ts";
import type { ReservationServices } from "./reservations.ts";

const Wanted = Return.pick({
  orderNumber: true,
  conversationId: true,
  lines: true,
  reason: true,
  photos: true,
});
const WantedInstead = Wanted.extend({ instead: OrderLine });
const Made = z.object({ orderNumber: z.string(), key: z.string() });
const Named = z.object({ number: z.string() });

export interface ReturnServices {
  returns: ReturnSystem;
  shop: () => Pick<Shop, "returns">;
}

/** What flows may do with returns. What the policy leaves to nobody is agreed to at once, and its label is on its way. */
export function returnActions({ returns, shop }: ReturnServices): Actions {
  async function agreed(one: Return): Promise<Return> {
    const { reason, refund } = one;
    if (needsApproval({ reason, refundMinor: refund.amountMinor }, shop().returns)) return one;
    for (const state of ["approved", "label_sent"] as const)
      if (isBefore(one, state)) one = await returns.moveReturn(one.number, { state, by: "shop" });
    return one;
  }

  return {
    "return.create": (args, key) =>
      refusing(async () => agreed(await returns.createReturn(key, Wanted.parse(args)))),
    "return.exchange": (args, key) =>
      refusing(async () =>
        agreed(await returns.createExchange(key, WantedInstead.parse(args) as NewExchange)),
      ),
    "return.cancel": (args) =>
      refusing(() => returns.cancelReturn(Named.parse(args).number, "shopper").then(() => null)),
    "return.undo": (args) => {
      const { orderNumber, key } = Made.parse(args);
      return refusing(async () => {
        const one = (await returns.findReturns(orderNumber)).find((each) => each.key === key);
        if (one) await returns.cancelReturn(one.number, "shopper");
      });
    },
  };
}

/** Whether it has yet to come to one of the states in which it is agreed to. */
const isBefore = ({ state }: Return, to: "approved" | "label_sent"): boolean =>
  state === "requested" || (state === "approved" && to === "label_sent");

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof OutOfStockError) throw new Refusal("out_of_stock", { cause });
    if (cause instanceof NothingLeftError) throw new Refusal("nothing_left", { cause });
    if (cause instanceof KeyReusedError) throw new Refusal("key_reused", { cause });
    if (cause instanceof ReturnStateError || cause instanceof OrderStateError)
      throw new Refusal("too_late", { cause });
    throw cause;
  }
}

/** What staff do with returns, and who has the link of a label. */
export interface ReturnDesk {
  /** The oldest first. */
  list(state: ReturnState): Promise<Return[]>;
  /** The shopper is told. Null: there is no such return. @throws {ReturnStateError} */
  move(number: string, step: Omit<ReturnStep, "at" | "by">): Promise<Return | null>;
  /** The label of a return, to whoever has its link. Null: there is none. */
  label(number: string, linkSecret: string): Promise<{ name: string; bytes: Buffer } | null>;
}

export interface ReturnDeskServices extends Pick<ReservationServices, "begin" | "clock"> {
  returns: ReturnSystem;
}

export const createReturnDesk = ({ returns, clock, begin }: ReturnDeskServices): ReturnDesk => ({
  list: (state) => returns.returnsIn(state, mostListed),
  async move(number, step) {
    if (!(await returns.getReturn(number))) return null;
    const one = await returns.moveReturn(number, { ...step, by: "staff" });
    const slots = { back: one.number, state: one.state };
    const key = `return.news:${one.number}:${one.state}`;
    await begin(one.conversationId, { flow: "return.news", slots, purpose: "service" }, clock.now(), key);
    return one;
  },
  async label(number, linkSecret) {
    const one = await returns.getReturn(number);
    if (!one || !sameSecret(linkSecret, one.linkSecret) || !isOnItsWay(one)) return null;
    return returns.generateReturnLabel(number);
  },
});

const mostListed = 200;
