import { formatDay } from "../../models/format.ts";
import { branch, type CallOutcome, call, flow, handoff, type Scene, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { askDay } from "./ask-day.ts";
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

/** Another day for an order. Once it has left, only its carrier can change that, and people ask it. */
export const deliveryReschedule = flow<Values>("delivery.reschedule", {
  version: 1,
  intents: ["delivery.reschedule"],
  slots: { ...ownOrder, day: { entity: "date" } },
  subject: ["number"],
  steps: [
    ...prove<Values>(),
    branch("stage", (scene) => stageOf(scene, keyOf(scene)), {
      open: [...askDay<Values>("delivery.day.ask"), changed],
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
            ...askDay<Values>("delivery.day.ask"),
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
