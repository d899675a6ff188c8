import { createOutgoing } from "../../bots/outgoing.ts";
import { openOutreach } from "../../bots/outreach.ts";
import { createSendRates, type SendRates } from "../../bots/send-rates.ts";
import type { WorkerServices } from "../../bots/worker.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { OpenRecords } from "../../models/ports/records.ts";
import type { Shop } from "../../models/shop.ts";
import type { Templates } from "../../models/templates.ts";

type Begun = Parameters<WorkerServices["begin"]>;

export interface SendingOptions {
  records: OpenRecords;
  clock: Clock;
  templates?: Templates;
  /** Without it the shop is never quiet. */
  quiet?: Shop["outreach"]["quiet"];
}

/** What decides whether a message goes out. `begun` is what was put off, or moved to another channel. */
export function sendingWith({
  records,
  clock,
  templates = {},
  quiet,
}: SendingOptions): Pick<WorkerServices, "outgoing" | "rates" | "begin"> & { begun: Begun[] } {
  const begun: Begun[] = [];
  const outreach = { perDay: 1, perWeek: 3, ...(quiet && { quiet }) };
  return {
    outgoing: createOutgoing({
      outreach: openOutreach({
        records,
        clock,
        shop: () => ({ timeZone: "Africa/Casablanca", outreach }),
      }),
      clock,
      templates: () => templates,
    }),
    rates: createSendRates({ records, clock }),
    begun,
    begin: async (...one) => void begun.push(one),
  };
}

/** For accounts that may ask as often as they like, at any time. */
export const unlimitedRates: SendRates = { takeNow: () => true, take: async () => null, charge() {} };
