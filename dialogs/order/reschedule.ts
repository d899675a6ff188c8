import { deliveryDays, weekdayOf } from "../../models/delivery-day.ts";
import { formatDay, formatShortDay } from "../../models/format.ts";
import {
  ask,
  branch,
  type CallOutcome,
  call,
  check,
  flow,
  handoff,
  type Problem,
  type Question,
  type Scene,
  type Step,
  say,
} from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import type { Changed } from "./changed.ts";
import { type OwnOrder, ownOrder, prove } from "./prove.ts";
import { stageOf } from "./stage-of.ts";
import { tooLate } from "./too-late.ts";

interface Values extends OwnOrder {
  /** YYYY-MM-DD */
  day: string;
  changed: CallOutcome<Changed>;
}

const keyOf = ({ values }: Scene<Values>): string => `order:${values.number}:day:${values.day}`;

const changed = call<Values>("changed", {
  action: "order.change",
  key: keyOf,
  args: ({ values }) => ({
    number: values.number,
    was: values.order.total,
    change: { wantedOn: values.day },
  }),
  uses: ["number", "day"],
});

const askDay: Step<Values>[] = [ask("day", whichDay), check("day", problemOf)];

/** Another day for an order. Once it has left, only its carrier can change that, and people ask it. */
export const deliveryReschedule = flow<Values>("delivery.reschedule", {
  version: 1,
  intents: ["delivery.reschedule"],
  slots: { ...ownOrder, day: { entity: "date" } },
  subject: ["number"],
  steps: [
    ...prove<Values>(),
    branch("stage", (scene) => stageOf(scene, keyOf(scene)), {
      open: [...askDay, changed],
      made: [
        changed,
        branch("outcome", ({ values }) => (values.changed.ok ? "done" : "late"), {
          done: [say("done", (scene) => told("delivery.day.done", scene))],
          late: [say("late", (scene) => tooLate("change", scene))],
        }),
      ],
      closed: [
        branch("moving", ({ values }) => (values.order.state === "shipped" ? "yes" : "no"), {
          yes: [
            ...askDay,
            say("moving", (scene) => told("delivery.day.moving", scene)),
            handoff("carrier", ({ values: { order, day } }) => ({
              reason: "delivery.reschedule",
              summary: `The shopper wants order ${order.number} delivered on ${day}. It is with ${order.parcel?.carrier ?? "its carrier"}, ${order.parcel?.trackingNumber ?? "no tracking number"}: ask them.`,
            })),
          ],
          no: [say("too late", (scene) => tooLate("change", scene))],
        }),
      ],
    }),
  ],
});

/** How many days are offered; any other can be written. */
const offered = 3;

function whichDay({ values, shop, now, language }: Scene<Values>): Question {
  return {
    reply: { key: "delivery.day.ask", params: { number: values.number } },
    options: deliveryDays(now, shop)
      .slice(0, offered)
      .map((day) => ({ title: formatShortDay(day, language), value: day })),
  };
}

function problemOf({ values, shop, now, language, replies }: Scene<Values>): Problem<Values> | null {
  const days = deliveryDays(now, shop);
  const [first, last] = [days[0]!, days.at(-1)!];
  if (days.includes(values.day)) return null;
  const isBetween = values.day >= first && values.day <= last;
  return {
    reply: isBetween
      ? {
          key: "delivery.day.closed",
          params: { weekday: replies.render(`days.${weekdayOf(values.day)}`, language) },
        }
      : {
          key: "delivery.day.out_of_reach",
          params: {
            first: formatDay(first, language, shop.timeZone),
            last: formatDay(last, language, shop.timeZone),
          },
        },
    forget: ["day"],
  };
}

function told(
  key: "delivery.day.done" | "delivery.day.moving",
  { values, language, shop }: Scene<Values>,
): Reply {
  const { number, day, order } = values;
  const isDone = key === "delivery.day.done";
  return {
    key,
    params: {
      number,
      day: formatDay(day, language, shop.timeZone),
      ...(!isDone && { carrier: order.parcel?.carrier ?? "" }),
    },
    ...(isDone && {
      next: [{ title: "order.track.button", flow: "order.track", slots: { number } }],
    }),
  };
}
