import { pagesOfShop } from "../../commerce/embedded/pages.ts";
import type { SequenceKind } from "../../models/sequence/definition.ts";
import { enrolmentKind } from "../../models/sequence/enrolment.ts";
import type { SequenceServices } from "./services.ts";

/** What came of one wording of one step. */
export interface StepReport {
  sequence: SequenceKind;
  /** From 1 on. */
  step: number;
  say: string;
  sent: number;
  /** Orders owed to it, and what they come to in minor units of the shop's currency. */
  sales: number;
  amountMinor: number;
}

/** How often each wording was sent, and what it sold: what tells one variant from the other. */
export async function stepReports({ shopId, enrolments, sales }: SequenceServices): Promise<StepReport[]> {
  const reports = new Map<string, StepReport>();
  const of = (sequence: SequenceKind, at: number, say: string): StepReport => {
    const key = `${sequence} ${at} ${say}`;
    const known = reports.get(key) ?? { sequence, step: at + 1, say, sent: 0, sales: 0, amountMinor: 0 };
    reports.set(key, known);
    return known;
  };
  for await (const page of pagesOfShop(enrolments, enrolmentKind, shopId))
    for (const { kind, touches } of page) for (const { step, say } of touches) of(kind, step, say).sent++;
  for (const { kind, touch, total } of await sales.find("shop", shopId)) {
    const report = of(kind, touch.step, touch.say);
    report.sales++;
    report.amountMinor += total.amountMinor;
  }
  return [...reports.values()].toSorted(
    (a, b) => a.sequence.localeCompare(b.sequence) || a.step - b.step || a.say.localeCompare(b.say),
  );
}
