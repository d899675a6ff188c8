import type { Owner } from "../conversation.ts";
import type { ContactChange } from "../stored/ownership.ts";
import type { EffectRow, OutboxRow, OwnerChange } from "../stored/rows.ts";
import type { Database } from "./database.ts";
import { giveBack } from "./leases.ts";
import { changeContact, changeOwner } from "./ownership.ts";
import { type Control, type Held, readHeld, readOutbox } from "./rows.ts";

export interface TurnRow extends Held {
  version: number;
  state: string;
  handled: number[];
  effects: EffectRow[];
  change: OwnerChange;
  contact?: ContactChange;
  at: number;
  publish: boolean;
  send: boolean;
  release: boolean;
}

export type CommitRows =
  | {
      outcome: "committed";
      outbox: OutboxRow[];
      published: number;
      sending: number | null;
      released: boolean;
    }
  | { outcome: "stale" }
  | { outcome: "lost" };

/**
 * A turn that ran while staff took the conversation is stale too: it would speak, or hand over, against an
 * owner it never saw.
 */
export function commit(db: Database, turn: TurnRow): CommitRows {
  const { conversationId } = turn;
  const control = readHeld(db, turn);
  if (!control) return { outcome: "lost" };
  if (control.version !== turn.version || control.epoch !== control.leaseEpoch) return { outcome: "stale" };
  let mail = control.mail;
  for (const seq of turn.handled) {
    mail -= db.run("DELETE FROM mailbox WHERE conversation_id = ? AND seq = ?", conversationId, seq);
  }
  const epoch = changeOwner(db, conversationId, control, turn.change, turn.at);
  if (turn.contact) changeContact(db, control.contactId, turn.contact);
  const { seq, published } = addEffects(db, turn, control, epoch);
  db.run("UPDATE dialog_states SET state = ? WHERE conversation_id = ?", turn.state, conversationId);
  db.run(
    "UPDATE conversations SET version = version + 1, seq = ?, lease_epoch = ? WHERE id = ?",
    seq,
    epoch,
    conversationId,
  );
  const sending = turn.send ? markFirst(db, conversationId, control.seq, turn.at) : null;
  const outbox = readOutbox(db, conversationId);
  const released = turn.release && mail === 0 && outbox.length === 0;
  if (released) giveBack(db, conversationId, null);
  return { outcome: "committed", outbox, published, sending, released };
}

/** @returns the last place given in the conversation, and how many messages went straight to the transcript. */
function addEffects(
  db: Database,
  turn: TurnRow,
  control: Control,
  epoch: number,
): { seq: number; published: number } {
  const { conversationId } = turn;
  const publishes = turn.publish && !messageWaits(db, conversationId);
  let seq = control.seq;
  let published = 0;
  for (const effect of turn.effects) {
    if (effect.lane === "call" && callIsKnown(db, conversationId, effect.callKey)) continue;
    seq += 1;
    if (effect.lane === "message" && publishes) {
      publish(db, turn, seq, effect);
      published++;
      continue;
    }
    db.run(
      `INSERT INTO outbox (conversation_id, seq, lane, call_key, sender, causes, body, epoch, status, created_at, due_at,
         terms)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'due', ?9, ?9, ?10)`,
      conversationId,
      seq,
      effect.lane,
      effect.lane === "call" ? effect.callKey : null,
      effect.lane === "message" ? effect.sender : null,
      effect.lane === "message" ? effect.causes : null,
      effect.body,
      epoch,
      turn.at,
      effect.lane === "message" ? effect.terms : null,
    );
  }
  return { seq, published };
}

function publish(
  db: Database,
  { conversationId, at }: TurnRow,
  seq: number,
  { sender, body, causes }: EffectRow & { lane: "message" },
): void {
  db.run(
    `INSERT INTO transcript (conversation_id, seq, at, sender, activity, causes, status)
     VALUES (?, ?, ?, ?, ?, ?, 'sent')`,
    conversationId,
    seq,
    new Date(at).toISOString(),
    sender,
    body,
    causes,
  );
}

/** Marks the first message as being sent, if it is one of those just added: the places after `before`. */
function markFirst(db: Database, conversationId: string, before: number, at: number): number | null {
  const marked = db.get<{ seq: number }>(
    `UPDATE outbox SET status = 'sending', attempts = attempts + 1, sending_at = ?3
     WHERE conversation_id = ?1 AND seq > ?2 AND seq =
       (SELECT min(seq) FROM outbox WHERE conversation_id = ?1 AND lane = 'message') RETURNING seq`,
    conversationId,
    before,
    at,
  );
  return marked?.seq ?? null;
}

const messageWaits = (db: Database, conversationId: string): boolean =>
  db.get("SELECT 1 FROM outbox WHERE conversation_id = ? AND lane = 'message'", conversationId) !== undefined;

export function callIsKnown(db: Database, conversationId: string, callKey: string | null): boolean {
  return (
    db.get("SELECT 1 FROM outbox WHERE conversation_id = ? AND call_key = ?", conversationId, callKey) !==
    undefined
  );
}

export interface ParkArgs extends Held {
  seqs: number[];
  reason: string;
  handover: string;
  at: number;
}

/** Staff who have the conversation keep it. */
export function park(db: Database, { seqs, reason, handover, at, ...held }: ParkArgs): boolean {
  const control = readHeld(db, held);
  if (!control) return false;
  const { conversationId } = held;
  for (const seq of seqs) {
    const removed = db.run("DELETE FROM mailbox WHERE conversation_id = ? AND seq = ?", conversationId, seq);
    if (removed === 0) continue;
    db.run(
      "INSERT INTO parked (conversation_id, seq, reason, at) VALUES (?, ?, ?, ?)",
      conversationId,
      seq,
      reason,
      at,
    );
  }
  if (control.owner === "bot") {
    const waiting: Owner = "waiting";
    changeOwner(db, conversationId, control, { owner: waiting, handover }, at);
  }
  db.run("UPDATE conversations SET crashes = 0 WHERE id = ?", conversationId);
  return true;
}
