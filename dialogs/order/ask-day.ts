import { deliveryDays, weekdayOf } from "../../models/delivery-day.ts";
import { formatDay, formatShortDay } from "../../models/format.ts";
import { ask, check, type Problem, type Question, type Scene, type Step } from "../engine/flow.ts";

interface Values {
  /** Of the order. */
  number: string;
  /** YYYY-MM-DD. */
  day: string;
}

/** How many days are offered; any other can be written. */
const offered = 3;

/**
 * Asks for a day on which the courier drives, from tomorrow on, as `day`.
 * @param key of the question, to which the order's number is given
 */
export function askDay<V extends Values>(key: string): Step<V>[] {
  const steps: Step<Values>[] = [ask("day", (scene) => whichDay(key, scene)), check("day", problemOf)];
  return steps as unknown as Step<V>[];
}

function whichDay(key: string, { values, shop, now, language }: Scene<Values>): Question {
  return {
    reply: { key, params: { number: values.number } },
    options: deliveryDays(now, shop)
      .slice(0, offered)
      .map((day) => ({ title: formatShortDay(day, language), value: day })),
  };
}

function problemOf({ values, shop, now, language, replies }: Scene<Values>): Problem<Values> | null {
  const days = deliveryDays(now, shop);
  const [first, last] = [days[0]!, days.at(-1)!];
  if (days.includes(values.day)) return null;
  const isBetween = values.day >= first && values.day <= last;
  return {
    reply: isBetween
      ? {
          key: "delivery.day.closed",
          params: { weekday: replies.render(`days.${weekdayOf(values.day)}`, language) },
        }
      : {
          key: "delivery.day.out_of_reach",
          params: {
            first: formatDay(first, language, shop.timeZone),
            last: formatDay(last, language, shop.timeZone),
          },
        },
    forget: ["day"],
  };
}
