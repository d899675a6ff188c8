import { countryOf } from "../../models/cities.ts";
import { formatMoney } from "../../models/format.ts";
import { inLanguage } from "../../models/language.ts";
import type { Shop } from "../../models/shop.ts";
import { flow, remember, type Scene, type Slot, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";

interface Values {
  city: string;
}

type Zone = Shop["delivery"]["zones"][number];

const slots: { city: Slot<Values> } = { city: { entity: "city", remembered: "city" } };

/** Cost, time and area have one answer: what delivery means for a city, or for every zone. */
export const deliveryCost = about("delivery.cost");
export const deliveryTime = about("delivery.time");
export const deliveryArea = about("delivery.area");

function about(intent: "delivery.cost" | "delivery.time" | "delivery.area") {
  return flow<Values>(intent, {
    version: 1,
    intents: [intent],
    slots,
    steps: [
      remember("city", ({ values }) => (values.city === undefined ? {} : { city: values.city })),
      say("answer", (scene) =>
        scene.values.city === undefined ? zones(scene, intent) : inCity(scene, intent),
      ),
    ],
  });
}

/** The zone that names a city; else, in the shop's own country, "everywhere else"; abroad, none. */
function zoneOf(city: string, { shop }: Scene<Values>): Zone | undefined {
  const named = shop.delivery.zones.find(({ cities }) => cities.includes(city));
  if (named || countryOf(city) !== shop.country) return named;
  return shop.delivery.zones.find(({ cities }) => cities.length === 0);
}

function inCity(scene: Scene<Values>, intent: string): Reply {
  const { values, replies, language } = scene;
  const zone = zoneOf(values.city, scene);
  const city = replies.label("city", values.city, language);
  if (!zone)
    return {
      key: "delivery.not_served",
      params: { city },
      next: [{ title: "menu.human.button", flow: "assist.human" }],
    };
  return { key: `${intent}.in_city`, params: { city, ...terms(zone, scene) } };
}

function zones(scene: Scene<Values>, intent: string): Reply {
  const { shop, replies, language } = scene;
  const lines = shop.delivery.zones.map((zone) =>
    replies.render("delivery.zone", language, {
      zone: inLanguage(zone.name, language),
      ...terms(zone, scene),
    }),
  );
  return {
    key: `${intent}.everywhere`,
    params: { zones: lines.map((line) => `• ${line}`).join("\n"), ...free(scene) },
  };
}

const terms = ({ costMinor, days }: Zone, scene: Scene<Values>): Record<string, string | number> => ({
  cost: formatMoney({ amountMinor: costMinor, currency: scene.shop.currency }, scene.language),
  days: days.max,
  from: days.min,
  range: days.min === days.max ? "no" : "yes",
  ...free(scene),
});

function free({ shop, language }: Scene<Values>): { free: string; freeFrom: string } {
  const amountMinor = shop.delivery.freeFromMinor;
  if (amountMinor === undefined) return { free: "no", freeFrom: "" };
  return { free: "yes", freeFrom: formatMoney({ amountMinor, currency: shop.currency }, language) };
}
