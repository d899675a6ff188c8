import type { Parcel } from "../../models/commerce.ts";
import { formatDay, formatTime } from "../../models/format.ts";
import { cityName } from "../address/city-name.ts";
import type { Scene } from "../engine/flow.ts";

type Event = Parcel["events"][number];

/** "jeudi 19 novembre à 17:40 : livrée, Fès" */
export function eventLine({ at, state, place }: Event, scene: Scene<unknown>): string {
  const { language, shop, replies } = scene;
  const when = new Date(at);
  return replies.render("order.events.line", language, {
    day: formatDay(when, language, shop.timeZone),
    time: formatTime(when, language, shop.timeZone),
    state: replies.render(`order.step.${state}`, language),
    place: place === undefined ? "" : cityName(place, scene),
    placed: place === undefined ? "no" : "yes",
  });
}

/** The same for people, who read it in the shop's own words: "2026-11-19T17:40:00.000Z delivered Fès". */
export const eventNote = ({ at, state, place }: Event): string =>
  [at, state, place].filter(Boolean).join(" ");
