import type { Parcel } from "../../models/commerce.ts";
import { branch, flow, go, read, say } from "../engine/flow.ts";
import { eventLine } from "./parcel-words.ts";
import { type OwnOrder, ownOrder, prove } from "./prove.ts";

interface Values extends OwnOrder {
  shipment: Parcel | null;
}

/** Every place where a parcel was seen. */
export const orderEvents = flow<Values>("order.events", {
  version: 1,
  intents: [],
  slots: ownOrder,
  subject: ["number"],
  steps: [
    ...prove<Values>(),
    read("shipment", ({ values, commerce }) => commerce.tracking.getShipmentStatus(values.number)),
    branch("seen", ({ values }) => (values.shipment?.events.length ? "yes" : "no"), {
      no: [go("track", ({ values }) => ({ flow: "order.track", slots: { number: values.number } }))],
      yes: [
        say("events", (scene) => {
          const { number, shipment } = scene.values;
          const { carrier, trackingNumber, events } = shipment!;
          return {
            key: "order.events.say",
            params: {
              number,
              carrier,
              tracking: trackingNumber,
              lines: events.map((event) => `• ${eventLine(event, scene)}`).join("\n"),
            },
            next: [{ title: "menu.human.button", flow: "assist.human" }],
          };
        }),
      ],
    }),
  ],
});
