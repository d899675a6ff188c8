import type { CodReport } from "../models/cod/report.ts";
import { percent, textTable } from "../nlu/evaluation/numbers.ts";

const bandWords = { pass: "low: passes", ask: "middle: asked", call: "high: phoned" };

export function printCodReport({ bands, saved, toCall }: CodReport): void {
  console.log(
    textTable([
      ["", "orders", "confirmed", "refused", "no answer", "delivered", "refused at door", "not taken %"],
      ...bands.map((row) => [
        bandWords[row.band],
        ...[row.orders, row.confirmed, row.refused, row.unanswered, row.delivered, row.refusedAtDoor].map(
          String,
        ),
        percent(row.precision),
      ]),
    ]),
  );
  console.log(`${saved} parcels were not sent in vain.`);
  if (toCall.length > 0)
    console.log(`To phone: ${toCall.map(({ number, risk }) => `${number} (risk ${risk})`).join(", ")}`);
}
