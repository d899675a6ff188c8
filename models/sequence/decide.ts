import { endOfQuiet, type Outreach, room } from "../outreach.ts";
import type { Sequence, SequenceStep } from "./definition.ts";
import { type Enrolment, endedFor, type endings } from "./enrolment.ts";
import { variantFor } from "./variant.ts";

/** How things stand when a step is due, read at that moment. */
export interface Standing {
  /** False after STOP. */
  wantsMessages: boolean;
  /** A record says that they asked for news. */
  optedIn: boolean;
  /** The bot speaks for the shop in all of their conversations. */
  isBots: boolean;
  /** Of the conversation where it began. */
  epoch: number;
  /** When they last wrote or tapped, anywhere. */
  heardAt: string | null;
  /** What it is about is worth so much, minor units; null: what would be said is not true any more. */
  worthMinor: number | null;
  outreach: Outreach;
}

export type Decision =
  | { kind: "send"; step: SequenceStep; say: string }
  /** The same step is looked at again then. */
  | { kind: "wait"; until: Date; why: string }
  /** The next step, at its own time. */
  | { kind: "skip"; why: string }
  | { kind: "end"; why: (typeof endings)[number] };

/** Who has just written is in the middle of something. */
const inTalkMs = 15 * 60_000;

/** What becomes of a step that is due. */
export function decide(
  enrolment: Enrolment,
  { steps, stopOn }: Sequence,
  standing: Standing,
  now: Date,
): Decision {
  const step = steps[enrolment.step];
  if (!step) return { kind: "end", why: "done" };
  const why = endOf(enrolment, stopOn, standing);
  if (why) return { kind: "end", why };
  const { heardAt, worthMinor, outreach } = standing;
  const talksUntil = heardAt === null ? 0 : Date.parse(heardAt) + inTalkMs;
  if (talksUntil > now.getTime())
    return { kind: "wait", until: new Date(talksUntil), why: "the shopper is writing" };
  if (step.purpose === "marketing" && !standing.optedIn)
    return { kind: "skip", why: "they have not asked for news" };
  if (step.fromMinor !== undefined && worthMinor! < step.fromMinor)
    return { kind: "skip", why: "it is worth too little" };
  const quietUntil = endOfQuiet(outreach, now);
  if (quietUntil) return { kind: "wait", until: quietUntil, why: "quiet hours" };
  const roomAt = step.purpose === "marketing" ? room(outreach, now) : null;
  if (roomAt) return { kind: "wait", until: roomAt, why: "enough was sent to this shopper already" };
  return { kind: "send", step, say: variantFor(step.say, enrolment) };
}

function endOf(
  { epoch, touches, startedAt }: Enrolment,
  stopOn: Sequence["stopOn"],
  standing: Standing,
): (typeof endings)[number] | null {
  const { wantsMessages, isBots, heardAt, worthMinor } = standing;
  if (!wantsMessages) return "opted-out";
  if (stopOn.includes("handover") && (!isBots || standing.epoch !== epoch)) return "handover";
  const last = touches.findLast(({ at }) => at >= startedAt);
  if (stopOn.includes("reply") && last && heardAt !== null && heardAt > last.at) return "reply";
  return worthMinor === null ? "untrue" : null;
}

/** Where the shopper is after that. Steps keep their distance: one that was late makes the next one late. */
export function after(enrolment: Enrolment, { steps }: Sequence, decision: Decision, now: Date): Enrolment {
  if (decision.kind === "end") return endedFor(enrolment, decision.why, now);
  if (decision.kind === "wait") return { ...enrolment, dueAt: decision.until.toISOString() };
  const at = enrolment.step;
  const next = steps[at + 1];
  const touches = [...enrolment.touches];
  if (decision.kind === "send") {
    const { say, step } = decision;
    touches.push({ at: now.toISOString(), step: at, say, purpose: step.purpose });
  }
  const moved = { ...enrolment, step: at + 1, touches };
  if (!next) return endedFor(moved, "done", now);
  const dueAt = new Date(now.getTime() + next.after - steps[at]!.after).toISOString();
  return { ...moved, dueAt };
}
