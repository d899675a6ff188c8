import { after, decide } from "../../models/sequence/decide.ts";
import { type Enrolment, endedFor } from "../../models/sequence/enrolment.ts";
import { changeRecord } from "../change-record.ts";
import type { SequenceServices } from "./services.ts";
import { shopperOf, situationOf } from "./standing.ts";

/**
 * A step is due: how things stand is read now, what becomes of it is decided, and the next one is scheduled. Whoever dies
 * in between does the same again: what is begun has the step's name.
 */
export async function takeStep(
  due: { enrolment: string; dueAt: string },
  services: SequenceServices,
): Promise<void> {
  const { enrolments, look } = services;
  const kept = await enrolments.get(due.enrolment);
  if (!kept || kept.doc.ended) return;
  // It was put off, or began anew, meanwhile: then there is another job.
  const now = kept.doc.dueAt === due.dueAt ? await taken(due.enrolment, kept.doc, services) : kept.doc;
  if (now.dueAt !== null) await look(due.enrolment, now.dueAt);
}

/** Whatever the shop, its scheduler has its own keys. */
const stepKey = ({ contactId, kind, subject, startedAt, step }: Enrolment): string =>
  `${contactId}/${kind}/${subject}:${startedAt}:${step}`;

async function taken(id: string, enrolment: Enrolment, services: SequenceServices): Promise<Enrolment> {
  const { enrolments, sequences, clock, begin } = services;
  const now = clock.now();
  const sequence = sequences()[enrolment.kind];
  const shopper = sequence && (await shopperOf(enrolment, services));
  const situation = shopper && (await situationOf(enrolment, shopper, services));
  const decision = situation && decide(enrolment, sequence, situation.standing, now);
  const moved = decision ? after(enrolment, sequence, decision, now) : endedFor(enrolment, "gone", now);
  if (decision?.kind === "send") {
    const { say, step } = decision;
    const slots = {
      ...situation!.subject!.slots,
      say,
      ...(step.code !== undefined && { code: step.code }),
      ...(!situation!.standing.optedIn && { invites: true }),
    };
    const unasked = { flow: `sequence.${enrolment.kind}`, slots, purpose: step.purpose };
    await begin(situation!.conversationId, unasked, now, stepKey(enrolment));
  }
  return changeRecord(enrolments, id, (kept) => {
    const isSame = kept?.startedAt === enrolment.startedAt && kept.dueAt === enrolment.dueAt && !kept.ended;
    return isSame ? { doc: moved, value: moved } : { value: kept ?? moved };
  });
}
