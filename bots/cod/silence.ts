import type { CodCase } from "../../models/cod/case.ts";
import type { CodServices } from "./services.ts";

/** The risk, now that it is known how long they have been silent. The band stays: by it was acted. */
export async function rescored(
  { facts: before, askedAt }: CodCase,
  { scores, clock }: Pick<CodServices, "scores" | "clock">,
): Promise<Pick<CodCase, "facts" | "risk" | "reasons"> | null> {
  if (askedAt === null) return null;
  const silentHours = Math.max(0, (clock.now().getTime() - Date.parse(askedAt)) / 3_600_000);
  const facts = { ...before, silentHours };
  const { risk, reasons } = await scores.score(facts);
  return { facts, risk, reasons };
}
