import type { OrderState, Parcel } from "../../models/commerce.ts";
import { dueOn } from "../../models/delivery-day.ts";
import { formatDay } from "../../models/format.ts";
import { localDay } from "../../models/time-zone.ts";
import { cityKey } from "../address/city-name.ts";
import { branch, flow, go, handoff, read, type Scene, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { eventLine, eventNote } from "./parcel-words.ts";
import { type OwnOrder, ownOrder, prove } from "./prove.ts";

interface Values extends OwnOrder {
  shipment: Parcel | null;
  /** The day by which it was to be there, YYYY-MM-DD; null when nothing was promised. */
  due: string | null;
}

/** Tracking tells by itself why it is not there. */
const explains: ReadonlySet<Parcel["state"] | undefined> = new Set(["delayed", "failed_attempt"]);
const awaited: ReadonlySet<OrderState> = new Set(["placed", "confirmed", "preparing", "shipped"]);

/** "It has not come": whether it is late at all, where it is held up, and people when it is. */
export const deliveryLate = flow<Values>("delivery.late", {
  version: 1,
  intents: ["delivery.late"],
  slots: ownOrder,
  subject: ["number"],
  steps: [
    ...prove<Values>(),
    read("shipment", ({ values, commerce }) => commerce.tracking.getShipmentStatus(values.number)),
    read("due", ({ values: { order, shipment }, replies, shop }) =>
      dueOn(order, shipment, cityKey(order.address.city, { replies }), shop),
    ),
    branch("where", whereItIs, {
      delivered: [go("lost", aboutIt("delivery.not_received"))],
      told: [go("told", aboutIt("order.track"))],
      on_time: [say("on time", (scene) => told("order.late.on_time", scene))],
      late: [
        say("late", (scene) => told("order.late.sorry", scene)),
        handoff("late", ({ values: { order, shipment, due } }) => ({
          reason: "delivery.late",
          summary: [
            `Order ${order.number} (${order.state}) was due on ${due ?? "a day unknown"}.`,
            shipment &&
              `${shipment.carrier} ${shipment.trackingNumber}: ${shipment.events.slice(-1).map(eventNote).join("")}.`,
          ]
            .filter(Boolean)
            .join(" "),
        })),
      ],
    }),
  ],
});

function aboutIt(flowName: string) {
  return ({ values }: Scene<Values>) => ({ flow: flowName, slots: { number: values.number } });
}

function whereItIs({ values, now, shop }: Scene<Values>): string {
  const { order, shipment, due } = values;
  if (order.state === "delivered" || shipment?.state === "delivered") return "delivered";
  if (!awaited.has(order.state)) return "told";
  if (due !== null && due < localDay(now, shop.timeZone)) return "late";
  return due === null || explains.has(shipment?.state) ? "told" : "on_time";
}

function told(key: "order.late.on_time" | "order.late.sorry", scene: Scene<Values>): Reply {
  const { values, language, shop } = scene;
  const { number, due, shipment } = values;
  const latest = shipment?.events.at(-1);
  const next = [
    { title: "order.track.button", flow: "order.track", slots: { number } },
    { title: "menu.human.button", flow: "assist.human" },
  ];
  return {
    key,
    params: {
      number,
      promised: due === null ? "no" : "yes",
      due: due === null ? "" : formatDay(due, language, shop.timeZone),
      seen: latest ? "yes" : "no",
      step: latest ? eventLine(latest, scene) : "",
    },
    ...(key === "order.late.on_time" && { next }),
  };
}
