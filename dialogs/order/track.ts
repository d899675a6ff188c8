import type { Order, Parcel } from "../../models/commerce.ts";
import { formatDay } from "../../models/format.ts";
import { localDay } from "../../models/time-zone.ts";
import { cityName } from "../address/city-name.ts";
import { flow, read, type Scene, say } from "../engine/flow.ts";
import type { Next, Reply } from "../engine/reply.ts";
import { type OwnOrder, ownOrder, prove } from "./prove.ts";

interface Values extends OwnOrder {
  shipment: Parcel | null;
}

/** Tells where an order is, to the one who placed it. */
export const trackOrder = flow<Values>("order.track", {
  version: 1,
  intents: ["order.track"],
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
    wanted: order.wantedOn === undefined ? "no" : "yes",
    day: day(order.wantedOn),
  };
  return { key: keyOf(scene), params, next: nextOf(scene.values) };
}

/** Seen somewhere, and yet it should have been there by now. */
const mayBeOverdue: ReadonlySet<Parcel["state"]> = new Set(["announced", "collected", "in_transit"]);

function keyOf({ values: { order, shipment }, now, shop }: Scene<Values>): string {
  if (!moving.has(order.state) || !shipment) return `order.track.${order.state}`;
  const { state, expectedOn } = shipment;
  const isOverdue = expectedOn !== undefined && expectedOn < localDay(now, shop.timeZone);
  return isOverdue && mayBeOverdue.has(state) ? "order.track.overdue" : `order.track.parcel.${state}`;
}

/** What shoppers want next, by where it is. */
function nextOf({ order, shipment }: Values): Next[] {
  const slots = { number: order.number };
  const person: Next = { title: "menu.human.button", flow: "assist.human" };
  const details: Next = { title: "order.details.button", flow: "order.details", slots };
  if (order.state === "delivered" || (moving.has(order.state) && shipment?.state === "delivered"))
    return [
      details,
      { title: "title.delivery.not_received.button", flow: "delivery.not_received", slots },
      person,
    ];
  if (!moving.has(order.state) || !shipment?.events.length) return [details, person];
  const again: Next = { title: "title.delivery.reschedule.button", flow: "delivery.reschedule", slots };
  const steps: Next = { title: "title.order.events.button", flow: "order.events", slots };
  return shipment.state === "failed_attempt" ? [again, steps, person] : [details, steps, person];
}
