import type { Delivery } from "../delivery.ts";
import { furtherDelivery, withEcho } from "../stored/codec.ts";
import { itemId } from "../stored/keys.ts";
import { effectsDueAt } from "../stored/pending.ts";
import type { Changes, Decision } from "./changes.ts";
import { stored } from "./fault.ts";
import type { Collections, ConversationRecord, OutboxEntry } from "./schemas.ts";

interface Noted {
  conversationId: string;
  seq: number;
  delivery: Delivery;
  request: string | undefined;
}

/** In the outbox, in the record's tail, or in the transcript: the way that a message goes. */
export async function noteDelivery(
  collections: Collections,
  changes: Changes,
  noted: Noted,
): Promise<boolean> {
  const { conversationId, seq, delivery } = noted;
  const inRecord = await changes.change(conversationId, (record) => noteInRecord(record, noted));
  return inRecord || noteInTranscript(collections, itemId(conversationId, seq), delivery);
}

function noteInRecord(
  record: ConversationRecord | null,
  { seq, delivery, request }: Noted,
): Decision<boolean> {
  const isIt = (entry: { seq: number; sender: string | null }) => entry.seq === seq && isOurs(entry.sender);
  const item = record?.outbox.find(isIt);
  if (record && item) {
    const outbox = record.outbox.map((entry) => (entry === item ? told(item, delivery, request) : entry));
    return { patch: { outbox, ...(!record.held && { wakeAt: effectsDueAt(outbox) }) }, value: true };
  }
  const row = record?.tail.find(isIt);
  if (!record || !row) return { value: false };
  const further = furtherDelivery(delivery, row.delivery);
  if (further === null) return { value: true };
  const tail = record.tail.map((entry) => (entry === row ? { ...row, delivery: further } : entry));
  return { patch: { tail }, value: true };
}

/** A message whose process died while it was sent waits for this. */
const told = (item: OutboxEntry, delivery: Delivery, request: string | undefined): OutboxEntry => ({
  ...item,
  delivery: furtherDelivery(delivery, item.delivery ?? null) ?? item.delivery ?? null,
  ...(request !== undefined && {
    echoed: withEcho(item.echoed, request),
    dueAt: item.sendingAt ?? item.dueAt,
  }),
});

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
