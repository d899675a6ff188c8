import { withBegun } from "../outreach.ts";
import { after, type Decision, decide, type Standing } from "./decide.ts";
import type { Sequences } from "./definition.ts";
import type { Enrolment } from "./enrolment.ts";

/** A step as it would go, if everything stays as it is. */
export interface Planned {
  at: Date;
  enrolment: Enrolment;
  decision: Decision;
}

/** What is open of one shopper's, with how things stand. */
export type Open = { enrolment: Enrolment; standing: Standing };

/**
 * What one shopper would get until an instant and why not, in the order of time: the very decisions that are taken when
 * a step is due, one after the other, each counted for those that follow. Sends and writes nothing.
 */
export function plan(open: readonly Open[], sequences: Sequences, now: Date, until: Date): Planned[] {
  const planned: Planned[] = [];
  let begunAt = [...(open[0]?.standing.outreach.begunAt ?? [])];
  let left = [...open];
  for (;;) {
    const next = firstDue(left);
    if (!next) return planned;
    const { enrolment, standing } = next;
    const at = new Date(Math.max(now.getTime(), Date.parse(enrolment.dueAt!)));
    if (at > until) return planned;
    const sequence = sequences[enrolment.kind] ?? { steps: [], stopOn: [], channels: [] };
    const decision = decide(
      enrolment,
      sequence,
      { ...standing, outreach: { ...standing.outreach, begunAt } },
      at,
    );
    planned.push({ at, enrolment, decision });
    if (decision.kind === "send" && decision.step.purpose === "marketing") begunAt = withBegun(begunAt, at);
    const moved = after(enrolment, sequence, decision, at);
    left = left
      .map((one) => (one === next ? { enrolment: moved, standing } : one))
      .filter((one) => !one.enrolment.ended);
  }
}

const firstDue = (open: readonly Open[]): Open | undefined =>
  open
    .filter(({ enrolment }) => enrolment.dueAt !== null)
    .toSorted((a, b) => a.enrolment.dueAt!.localeCompare(b.enrolment.dueAt!))[0];
