import { isDueAtDoor, isUnconfirmed } from "../../models/cod/case.ts";
import type { OrderState } from "../../models/commerce.ts";
import { formatDay } from "../../models/format.ts";
import type { ReplyParams } from "../../models/ports/replies.ts";
import { localDay } from "../../models/time-zone.ts";
import { parsePhone } from "../address/phone.ts";
import { branch, type Flow, flow, handoff, read, type Scene, type Step, say } from "../engine/flow.ts";
import { askDay } from "../order/ask-day.ts";
import type { OwnOrder } from "../order/prove.ts";
import { ownCod, proveCod } from "./own-cod.ts";
import { summary } from "./summary.ts";

interface Values extends OwnOrder {
  /** YYYY-MM-DD. */
  day: string;
  /** What the courier said of it. */
  note?: string;
  isSo: boolean;
}

/** Begun by the shop to tell something of an order; it says nothing when that is no longer so. */
const news = (name: string, isSo: (scene: Scene<Values>) => boolean, steps: Step<Values>[]): Flow =>
  flow<Values>(name, {
    version: 1,
    intents: [],
    slots: { ...ownCod, day: { entity: "date" }, note: {} },
    subject: ["number"],
    steps: [
      ...proveCod<Values>(),
      read("isSo", isSo),
      branch("so", ({ values }) => (values.isSo ? "yes" : "no"), { yes: steps }),
    ],
  });

const track = ({ values: { number } }: Scene<Values>) =>
  ({ title: "order.track.button", flow: "order.track", slots: { number } }) as const;

/** People phone before it is sent. */
export const codCall = news("cod.call", ({ values }) => isUnconfirmed(values.order), [
  say("call", (scene) => ({
    key: "cod.call.say",
    params: { ...summary(scene.values.order, scene), ...phoneOf(scene) },
  })),
]);

/** Nobody answered for three days, and the shop cancelled it. */
export const codClosed = news(
  "cod.closed",
  ({ values: { order } }) => order.state === "cancelled" && isDueAtDoor(order),
  [
    say("closed", (scene) => ({
      key: "cod.closed.say",
      params: summary(scene.values.order, scene),
      next: [{ title: "cod.retake.button", flow: "cod.retake", slots: { number: scene.values.number } }],
    })),
  ],
);

const comes: ReadonlySet<OrderState> = new Set(["placed", "confirmed", "preparing", "shipped"]);

/** It comes tomorrow: be there, with the money. */
export const codEve = news(
  "cod.eve",
  ({ values: { order, day }, now, shop }) =>
    comes.has(order.state) &&
    isDueAtDoor(order) &&
    day === localDay(new Date(now.getTime() + 86_400_000), shop.timeZone),
  [
    say("eve", (scene) => ({
      key: "cod.eve.say",
      params: { ...summary(scene.values.order, scene), day: dayOf(scene) },
      next: [
        track(scene),
        {
          title: "cod.change.day.button",
          flow: "cod.change",
          slots: { number: scene.values.number, what: "day" },
        },
      ],
    })),
  ],
);

/** The courier found nobody: on which day shall they come again? */
export const codUnreachable = news("cod.unreachable", ({ values }) => values.order.state === "shipped", [
  ...askDay<Values>("cod.unreachable.ask"),
  say("noted", (scene) => ({ key: "cod.unreachable.noted", params: { day: dayOf(scene) } })),
  handoff("again", ({ values: { number, day, note, order } }) => ({
    reason: "cod_unreachable",
    summary: `The courier found nobody for order ${number} (${order.address.phone ?? "no number"})${note === undefined ? "" : `: "${note}"`}; the shopper asks for ${day}.`,
  })),
]);

/** The carrier put it off. */
export const codPostponed = news("cod.postponed", ({ values }) => values.order.state === "shipped", [
  say("postponed", (scene) => ({
    key: "cod.postponed.say",
    params: {
      number: scene.values.number,
      known: scene.values.day === undefined ? "no" : "yes",
      day: scene.values.day === undefined ? "" : dayOf(scene),
    },
    next: [track(scene), { title: "menu.human.button", flow: "assist.human" }],
  })),
]);

/** Nobody is told that they are called on a number that is none. */
function phoneOf({ values, shop }: Scene<Values>): ReplyParams {
  const { phone = "" } = values.order.address;
  return { phone, callable: parsePhone(phone, shop.country) === null ? "no" : "yes" };
}

const dayOf = ({ values, language, shop }: Scene<Values>): string =>
  formatDay(values.day, language, shop.timeZone);
