import type { Examined } from "./index.ts";

/** How many things are to be mended. */
export const faultsIn = (examined: readonly Examined[]): number =>
  examined.flatMap(({ findings }) => findings).filter(({ mark }) => mark === "MEND").length;

/** For a terminal: each account with what was found of it, below a fault what to do, at the end the sum. */
export function reportOf(examined: readonly Examined[]): string[] {
  if (examined.length === 0) return ["No channel of a vendor is on: see README, Channels."];
  const lines = examined.flatMap(({ name, findings }) => [
    name,
    ...findings.flatMap((finding) => [
      `  ${finding.mark.padEnd(4)}  ${finding.what}`,
      ...(finding.mark === "MEND" ? [`        → ${finding.mend}`] : []),
    ]),
  ]);
  const faults = faultsIn(examined);
  return [...lines, faults === 0 ? "Nothing is to be mended." : `To be mended: ${faults}.`];
}
