import { formatDay } from "../../models/format.ts";
import { inLanguage } from "../../models/language.ts";
import { type Shop, weekdays } from "../../models/shop.ts";
import { type Flow, flow, type Scene, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";

/** Answers that are read off the shop's facts. */
export const shopInfo: Flow[] = [
  flow<{ date: string }>("store.hours", {
    version: 1,
    intents: ["store.hours"],
    slots: { date: { entity: "date" } },
    steps: [
      say("hours", (scene) =>
        scene.values.date === undefined ? allHours(scene) : hoursOn(scene.values.date, scene),
      ),
    ],
  }),
  answer("store.location", ({ shop, language }) => ({
    key: "store.location.say",
    params: {
      address: inLanguage(shop.address, language),
      map: shop.mapUrl ?? "",
      mapped: shop.mapUrl ? "yes" : "no",
    },
    ...(shop.location && {
      place: { ...shop.location, name: shop.name, address: inLanguage(shop.address, language) },
    }),
  })),
  answer("store.contact", ({ shop }) => ({
    key: "store.contact.say",
    params: { phone: shop.phone, email: shop.email },
  })),
  answer("payment.methods", ({ shop, replies, language }) => ({
    key: "payment.methods.say",
    params: {
      methods: shop.payment.map((method) => `• ${replies.render(`payment.${method}`, language)}`).join("\n"),
    },
  })),
];

type Intent = "store.location" | "store.contact" | "payment.methods";

function answer(intent: Intent, reply: (scene: Scene) => Reply): Flow {
  return flow<Record<string, unknown>>(intent, {
    version: 1,
    intents: [intent],
    slots: {},
    steps: [say("answer", reply)],
  });
}

type HoursScene = Scene<{ date: string }>;

function allHours({ shop, replies, language, now }: HoursScene): Reply {
  const lines = shop.hours.map(({ days, open, close }) =>
    replies.render("store.hours.line", language, {
      days: daysText(days, { language, replies }),
      open,
      close,
    }),
  );
  return {
    key: "store.hours.say",
    params: { hours: lines.join("\n"), open: isOpen(shop, now) ? "yes" : "no" },
  };
}

/** @param date YYYY-MM-DD */
function hoursOn(date: string, { shop, language }: HoursScene): Reply {
  const weekday = weekdays[(new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7];
  const times = shop.hours.filter(({ days }) => days.some((day) => day === weekday));
  const params = {
    day: formatDay(date, language, shop.timeZone),
    times: times.map(({ open, close }) => `${open} – ${close}`).join(", "),
  };
  return { key: times.length > 0 ? "store.hours.on_day" : "store.hours.closed_day", params };
}

type Words = Pick<Scene, "replies" | "language">;

/** "lundi – samedi" for days in a row, "dimanche" for one. */
function daysText(days: Shop["hours"][number]["days"], { replies, language }: Words): string {
  const name = (day: (typeof weekdays)[number]): string => replies.render(`days.${day}`, language);
  const places = days.map((day) => weekdays.indexOf(day));
  const inRow = places.every((place, index) => index === 0 || place === places[index - 1]! + 1);
  if (days.length > 2 && inRow) return `${name(days[0]!)} – ${name(days.at(-1)!)}`;
  return days.map(name).join(", ");
}

/** Whether the shop is open at an instant, by the clock on its own wall. */
export function isOpen({ hours, timeZone }: Shop, now: Date): boolean {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(now);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  const day = part("weekday").toLowerCase();
  const time = `${part("hour")}:${part("minute")}`;
  return hours.some(
    ({ days, open, close }) => days.some((one) => one === day) && open <= time && time < close,
  );
}
