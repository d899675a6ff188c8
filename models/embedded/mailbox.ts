import type { Acceptance, FileNote } from "../ports/store.ts";
import { floodEvent, heardAt, MAILBOX_LIMIT, senderOf, withFileNote } from "../stored/mailbox.ts";
import type { AcceptChangeRow, EventRow } from "../stored/rows.ts";
import type { Database } from "./database.ts";
import { changeContact, changeOwner, keepFree, markGone } from "./ownership.ts";
import { type Held, readControl, readHeld, readMailbox } from "./rows.ts";
import { countMail } from "./wake.ts";

export interface AcceptArgs {
  conversationId: string;
  events: EventRow[];
  change?: AcceptChangeRow;
}

export function accept(db: Database, { conversationId, events, change }: AcceptArgs): Acceptance[] | null {
  const control = readControl(db, conversationId);
  if (!control) return null;
  if (change?.ifEpoch !== undefined && change.ifEpoch !== control.epoch)
    return events.map(() => ({ outcome: "superseded", seq: control.seq }));
  let seq = control.seq;
  let waiting = control.mail;
  const fresh: EventRow[] = [];
  const acceptances = events.map((event): Acceptance => {
    const seen = seenAt(db, conversationId, event.key);
    if (seen !== undefined) return { outcome: "duplicate", seq: seen };
    if (change?.ifRoom && waiting >= MAILBOX_LIMIT) return { outcome: "flooded", seq };
    fresh.push(event);
    seq += 1;
    const place = seq;
    if (change?.unanswered) {
      record(db, conversationId, place, event, "unread");
      return { outcome: "accepted", seq: place };
    }
    if (waiting < MAILBOX_LIMIT) {
      deliverToMailbox(db, conversationId, place, event);
      waiting += 1;
      return { outcome: "accepted", seq: place };
    }
    record(db, conversationId, place, event, "unread");
    if (!floodIsKnown(db, conversationId)) {
      seq += 1;
      deliverToMailbox(db, conversationId, seq, floodEvent(seq, event.at));
    }
    return { outcome: "flooded", seq: place };
  });
  const lastNew = fresh.at(-1);
  if (!lastNew) return acceptances;
  countMail(db, { conversationId, seq, heardAt: heardAt(fresh) }, control);
  if (change) {
    if (change.gone) markGone(db, conversationId, Date.parse(lastNew.at));
    // Who unblocks the shop, or says START, can be reached again.
    else if (change.wantsMessages) markGone(db, conversationId, null);
    if (change.freeUntil !== undefined) keepFree(db, conversationId, change.freeUntil);
    changeOwner(db, conversationId, control, change, Date.parse(lastNew.at));
    if (change.wantsMessages !== undefined) {
      changeContact(db, control.contactId, { wantsMessages: change.wantsMessages });
    }
  }
  return acceptances;
}

/**
 * The result of a call, unless it is known already; the caller holds the lease.
 * @param seq the last place given in this conversation.
 */
export function acceptResult(db: Database, conversationId: string, seq: number, event: EventRow): void {
  if (seenAt(db, conversationId, event.key) !== undefined) return;
  deliverToMailbox(db, conversationId, seq + 1, event);
  db.run("UPDATE conversations SET seq = ? WHERE id = ?", seq + 1, conversationId);
}

/** The mailbox has the place of an event alone: its row is the event. */
export function noteFile(
  db: Database,
  { note, seq, ...held }: Held & { seq: number; note: FileNote },
): boolean {
  const { conversationId } = held;
  if (!readHeld(db, held)) return false;
  const mail = readMailbox(db, conversationId).find((one) => one.seq === seq);
  if (!mail) return false;
  db.run(
    "UPDATE transcript SET event = ? WHERE conversation_id = ? AND seq = ?",
    withFileNote(mail.event, note),
    conversationId,
    seq,
  );
  return true;
}

function deliverToMailbox(db: Database, conversationId: string, seq: number, event: EventRow): void {
  record(db, conversationId, seq, event, "received");
  db.run(
    "INSERT INTO mailbox (conversation_id, seq, kind) VALUES (?, ?, ?)",
    conversationId,
    seq,
    event.kind,
  );
}

function record(
  db: Database,
  conversationId: string,
  seq: number,
  event: EventRow,
  status: "received" | "unread",
): void {
  db.run(
    "INSERT INTO transcript (conversation_id, seq, at, sender, key, event, status) VALUES (?, ?, ?, ?, ?, ?, ?)",
    conversationId,
    seq,
    event.at,
    senderOf(event.kind),
    event.key,
    event.json,
    status,
  );
}

function seenAt(db: Database, conversationId: string, key: string): number | undefined {
  return db.get<{ seq: number }>(
    "SELECT seq FROM transcript WHERE conversation_id = ? AND key = ?",
    conversationId,
    key,
  )?.seq;
}

function floodIsKnown(db: Database, conversationId: string): boolean {
  return (
    db.get("SELECT 1 FROM mailbox WHERE conversation_id = ? AND kind = 'flood'", conversationId) !== undefined
  );
}
