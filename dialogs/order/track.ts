import type { Order, Parcel } from "../../models/commerce.ts";
import { formatDay } from "../../models/format.ts";
import { cityName } from "../address/city-name.ts";
import { flow, read, type Scene, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { type OwnOrder, ownOrder, prove } from "./prove.ts";

interface Values extends OwnOrder {
  shipment: Parcel | null;
}

/** Tells where an order is, to the one who placed it. */
export const trackOrder = flow<Values>("order.track", {
  version: 1,
  intents: ["order.track", "delivery.late"],
  slots: ownOrder,
  subject: ["number"],
  steps: [
    ...prove<Values>(),
    read("shipment", ({ values, commerce }) => commerce.tracking.getShipmentStatus(values.number)),
    say("status", status),
  ],
});

const moving: ReadonlySet<Order["state"]> = new Set(["shipped"]);

/** Where it is, what comes next, and when, as far as the carrier says. */
function status(scene: Scene<Values>): Reply {
  const { values, language, shop } = scene;
  const { order, shipment } = values;
  const latest = shipment?.events.at(-1);
  const day = (date: Date | string | undefined): string =>
    date === undefined ? "" : formatDay(date, language, shop.timeZone);
  const params = {
    number: order.number,
    carrier: shipment?.carrier ?? "",
    place: latest?.place === undefined ? "" : cityName(latest.place, scene),
    placed: latest?.place ? "yes" : "no",
    since: day(latest && new Date(latest.at)),
    expected: day(shipment?.expectedOn),
    promised: shipment?.expectedOn === undefined ? "no" : "yes",
  };
  const key =
    moving.has(order.state) && shipment
      ? `order.track.parcel.${shipment.state}`
      : `order.track.${order.state}`;
  return {
    key,
    params,
    next: [
      { title: "order.details.button", flow: "order.details", slots: { number: order.number } },
      { title: "menu.human.button", flow: "assist.human" },
    ],
  };
}
