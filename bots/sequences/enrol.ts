import { inShop, type Order } from "../../models/commerce.ts";
import type { Sequence, SequenceKind } from "../../models/sequence/definition.ts";
import { begun, type Enrolment, endedFor, enrolmentId } from "../../models/sequence/enrolment.ts";
import { changeRecord } from "../change-record.ts";
import type { SequenceServices } from "./services.ts";

/** What is to be told to whom. */
export interface Wish {
  kind: SequenceKind;
  subject: string;
  conversationId: string;
  slots?: Enrolment["slots"];
  /** When it happened: the same again changes nothing, something newer begins anew. */
  startedAt: string;
  /** Only once something happens. */
  waits?: true;
}

/** Who was written to about the same thing is left in peace for so long. */
const restMs = 3 * 24 * 3_600_000;

const isFresh = ({ touches }: Enrolment, now: string): boolean =>
  Date.parse(now) - Date.parse(touches.at(-1)?.at ?? "1970-01-01") < restMs;

/** A shopper is to be told something, from now on. Whoever dies in between does the same again. */
export async function enrol(
  { kind, subject, conversationId, slots = {}, startedAt, waits }: Wish,
  { shopId, sequences, enrolments, store, look }: SequenceServices,
): Promise<void> {
  const first = sequences()[kind]?.steps[0];
  const found = first && (await store.get(conversationId));
  if (!found) return;
  const { contact, conversation } = found;
  const wanted = {
    shopId,
    contactId: contact.id,
    kind,
    subject,
    conversationId,
    epoch: conversation.epoch,
    slots,
  };
  const id = enrolmentId(wanted);
  const dueAt = waits ? null : new Date(Date.parse(startedAt) + first.after).toISOString();
  const now = await changeRecord(enrolments, id, (kept) => {
    if (kept && (kept.startedAt >= startedAt || isFresh(kept, startedAt))) return { value: kept };
    const doc = begun(wanted, startedAt, dueAt, kept);
    return { doc, value: doc };
  });
  if (now.dueAt !== null) await look(id, now.dueAt);
}

/** What is open of a contact's ends, as far as `ends` says so. */
export async function endOpen(
  contactId: string,
  why: "purchase" | "untrue",
  ends: (enrolment: Enrolment) => boolean,
  { shopId, enrolments, clock }: SequenceServices,
): Promise<void> {
  for (const one of await enrolments.find("contact", inShop(shopId, contactId)))
    if (!one.ended && ends(one))
      await changeRecord(enrolments, enrolmentId(one), (kept) =>
        kept && !kept.ended && ends(kept)
          ? { doc: endedFor(kept, why, clock.now()), value: undefined }
          : { value: undefined },
      );
}

/** Those that a purchase ends: what began after it is about what came of it. */
export const endedBy =
  (order: Order, sequenceOf: (kind: SequenceKind) => Sequence | undefined) =>
  ({ kind, subject, startedAt }: Enrolment): boolean =>
    subject !== order.number &&
    startedAt <= order.placedAt &&
    (sequenceOf(kind)?.stopOn.includes("purchase") ?? true);
