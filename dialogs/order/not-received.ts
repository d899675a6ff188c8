import type { OrderState, Parcel } from "../../models/commerce.ts";
import { formatDay, formatTime } from "../../models/format.ts";
import { addressLine } from "../address/address-line.ts";
import { cityName } from "../address/city-name.ts";
import { ask, branch, flow, go, handoff, type Question, read, type Scene, say } from "../engine/flow.ts";
import { eventNote } from "./parcel-words.ts";
import { type OwnOrder, ownOrder, prove } from "./prove.ts";

interface Values extends OwnOrder {
  shipment: Parcel | null;
  found: boolean;
}

const delivered: ReadonlySet<OrderState> = new Set(["delivered"]);

/**
 * "Delivered, but I have nothing": what the carrier says of it, whether somebody else at the address has it, and then
 * people, with both.
 */
export const deliveryNotReceived = flow<Values>("delivery.not_received", {
  version: 1,
  intents: ["delivery.not_received"],
  slots: { ...ownOrder, found: { confirms: true } },
  subject: ["number"],
  steps: [
    ...prove<Values>(delivered),
    read("shipment", ({ values, commerce }) => commerce.tracking.getShipmentStatus(values.number)),
    branch("delivered", ({ values }) => (isDelivered(values) ? "yes" : "no"), {
      // It is still on its way, or never left.
      no: [go("track", ({ values }) => ({ flow: "order.track", slots: { number: values.number } }))],
      yes: [
        ask("found", question),
        branch("found", ({ values }) => (values.found ? "yes" : "no"), {
          yes: [
            say("found", ({ values: { number } }) => ({
              key: "order.not_received.found",
              params: { number },
              next: [{ title: "order.details.button", flow: "order.details", slots: { number } }],
            })),
          ],
          no: [
            say("sorry", ({ values: { number } }) => ({
              key: "order.not_received.checked",
              params: { number },
            })),
            handoff("check", (scene) => ({ reason: "delivery.not_received", summary: summaryOf(scene) })),
          ],
        }),
      ],
    }),
  ],
});

const isDelivered = ({ order, shipment }: Values): boolean =>
  order.state === "delivered" || shipment?.state === "delivered";

const deliveryOf = ({ shipment }: Values): Parcel["events"][number] | undefined =>
  shipment?.events.findLast(({ state }) => state === "delivered");

function question(scene: Scene<Values>): Question {
  const { values, language, shop, replies } = scene;
  const event = deliveryOf(values);
  const at = event && new Date(event.at);
  return {
    reply: {
      key: "order.not_received.ask",
      params: {
        number: values.number,
        known: event ? "yes" : "no",
        carrier: values.shipment?.carrier ?? "",
        day: at ? formatDay(at, language, shop.timeZone) : "",
        time: at ? formatTime(at, language, shop.timeZone) : "",
        place: cityName(event?.place ?? values.order.address.city, scene),
      },
    },
    options: [
      { title: replies.render("order.not_received.found.button", language), value: true },
      { title: replies.render("order.not_received.nothing.button", language), value: false },
    ],
  };
}

function summaryOf(scene: Scene<Values>): string {
  const { order, shipment } = scene.values;
  return [
    `Order ${order.number} is marked as delivered, but the shopper has not got it, nor has anybody at the address.`,
    `Address: ${order.address.name}, ${addressLine(order.address, scene)}.`,
    shipment &&
      `${shipment.carrier} ${shipment.trackingNumber}: ${shipment.events.map(eventNote).join("; ")}.`,
    "Ask the carrier for the proof of delivery.",
  ]
    .filter(Boolean)
    .join(" ");
}
