import type { Delivery } from "../delivery.ts";
import { furtherDelivery } from "../stored/codec.ts";
import { itemId } from "../stored/keys.ts";
import type { Changes, Decision } from "./changes.ts";
import { stored } from "./fault.ts";
import type { Collections, ConversationRecord } from "./schemas.ts";

/** In the outbox, in the record's tail, or in the transcript: the way that a message goes. */
export async function noteDelivery(
  collections: Collections,
  changes: Changes,
  conversationId: string,
  seq: number,
  delivery: Delivery,
): Promise<boolean> {
  const inRecord = await changes.change(conversationId, (record) => noteInRecord(record, seq, delivery));
  return inRecord || noteInTranscript(collections, itemId(conversationId, seq), delivery);
}

function noteInRecord(record: ConversationRecord | null, seq: number, delivery: Delivery): Decision<boolean> {
  for (const list of ["outbox", "tail"] as const) {
    const known = record?.[list].find((entry) => entry.seq === seq && isOurs(entry.sender));
    if (!record || !known) continue;
    const further = furtherDelivery(delivery, known.delivery ?? null);
    if (further === null) return { value: true };
    const noted = { ...known, delivery: further };
    return { patch: { [list]: record[list].map((entry) => (entry === known ? noted : entry)) }, value: true };
  }
  return { value: false };
}

async function noteInTranscript(
  { transcript }: Collections,
  _id: string,
  delivery: Delivery,
): Promise<boolean> {
  for (;;) {
    const row = await stored(() => transcript.findById(_id, { sender: 1, delivery: 1 }).lean());
    if (!row || !isOurs(row.sender)) return false;
    const before = row.delivery ?? null;
    const further = furtherDelivery(delivery, before);
    if (further === null) return true;
    const { matchedCount } = await stored(() =>
      transcript.updateOne({ _id, delivery: before }, { $set: { delivery: further } }),
    );
    if (matchedCount === 1) return true;
  }
}

const isOurs = (sender: string | null): boolean => sender === "bot" || sender === "staff";
