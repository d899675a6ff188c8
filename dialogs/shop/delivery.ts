import { type DeliveryZone, deliveryZone } from "../../models/delivery-zone.ts";
import { formatMoney } from "../../models/format.ts";
import { inLanguage } from "../../models/language.ts";
import { flow, remember, type Scene, type Slot, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";

interface Values {
  city: string;
}

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

function inCity(scene: Scene<Values>, intent: string): Reply {
  const { values, replies, language } = scene;
  const zone = deliveryZone(values.city, scene.shop);
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

const terms = ({ costMinor, days }: DeliveryZone, scene: Scene<Values>): Record<string, string | number> => ({
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
