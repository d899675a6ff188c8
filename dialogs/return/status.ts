import { formatDay, formatMoney } from "../../models/format.ts";
import { exchangeDays, isOnItsWay, labelFile, type Return, wasNotReceived } from "../../models/return.ts";
import { daysAfter, localDay } from "../../models/time-zone.ts";
import { branch, flow, go, read, type Scene, type Slot, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { type OwnOrder, prove } from "../order/prove.ts";
import { returnName } from "./name.ts";
import {
  type Fits,
  hasReturns,
  isDelivered,
  isOver,
  latestOrder,
  nextOf,
  ownReturns,
} from "./own-returns.ts";
import { keepsIt } from "./words.ts";

interface Values extends OwnOrder {
  keeps: boolean;
  /** Of the order; the last one is told of. */
  returns: Return[];
  one: Return | null;
}

const slots: { number: Slot<Values>; fact: Slot<Values>; keeps: Slot<Values> } = {
  ...(ownReturns as { number: Slot<Values>; fact: Slot<Values> }),
  keeps: { hears: (text) => (keepsIt(text) ? true : null) },
};

const tells = (name: string, preferences: Fits[], words: (scene: Scene<Values>) => Reply) =>
  flow<Values>(name, {
    version: 1,
    intents: [name],
    slots,
    subject: ["number"],
    steps: [
      branch("keeps", ({ values }) => (values.keeps ? "yes" : "no"), {
        yes: [
          go("cancel", ({ values }) => ({
            flow: "return.cancel",
            slots: values.number === undefined ? {} : { number: values.number },
          })),
        ],
        no: [
          latestOrder<Values>(...preferences),
          ...prove<Values>(),
          read("returns", ({ values, commerce }) => commerce.returns.findReturns(values.order.number)),
          read("one", ({ values }) => values.returns.at(-1) ?? null),
          say("status", words),
        ],
      }),
    ],
  });

/** How far a return is, and what comes next; its label again, while it has not arrived. */
export const returnStatus = tells("return.status", [hasReturns, isDelivered], (scene) => {
  const { one } = scene.values;
  if (!one) return none(scene);
  return {
    key: wasNotReceived(one) ? "return.status.not_received" : `return.status.${one.state}`,
    params: paramsOf(one, scene),
    ...(isOnItsWay(one) && { document: labelFile(one) }),
    next: nextOf(one),
  };
});

/** They speak of the money of the order that was just called off, before that of what came back. */
const justEnded: Fits = (order, { memory }) => memory.order === order.number && isOver(order);

/** When the money comes back. */
export const refundStatus = tells("refund.status", [justEnded, hasReturns, isDelivered], (scene) => {
  const { one, order } = scene.values;
  if (!one) {
    if (!isOver(order)) return none(scene);
    const key = order.paid ? "refund.status.order_over" : "refund.status.not_paid";
    return { key, params: { number: order.number }, next: [toPerson] };
  }
  const isMoney = one.refund.amountMinor > 0 || one.kind === "return";
  return {
    key: isMoney ? `refund.status.${one.state}` : "refund.status.exchange",
    params: paramsOf(one, scene),
    next: nextOf(one),
  };
});

const toPerson = { title: "menu.human.button", flow: "assist.human" };

const none = ({ values: { order, number } }: Scene<Values>): Reply => ({
  key: "return.none",
  params: { number: order.number },
  next: [{ title: "title.return.request.button", flow: "return.request", slots: { number } }],
});

function paramsOf(one: Return, scene: Scene<Values>) {
  const { language, shop } = scene;
  const since = localDay(new Date(one.history.at(-1)!.at), shop.timeZone);
  const day = (date: string): string => formatDay(date, language, shop.timeZone);
  return {
    number: one.number,
    what: returnName(one, scene.values.order, scene.values.returns, scene),
    kind: one.kind,
    amount: formatMoney(one.refund, language),
    since: day(since),
    latest: day(daysAfter(since, shop.returns.refundDays)),
    days: shop.returns.refundDays,
    exchangeDays,
  };
}
