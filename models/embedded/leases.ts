import { randomUUID } from "node:crypto";
import { effectsDueAt } from "../stored/pending.ts";
import type { ConversationRow, MailRow, OutboxRow } from "../stored/rows.ts";
import type { Database } from "./database.ts";
import { type Held, readHeld, readMailbox, readOutbox, readWhole } from "./rows.ts";
import { makeReady, pendingEffects } from "./wake.ts";

export interface ClaimRows {
  token: string;
  until: number;
  conversation: ConversationRow;
  mailbox: MailRow[];
  outbox: OutboxRow[];
  orphaned: boolean;
  crashes: number;
}

interface ClaimArgs {
  conversationId: string;
  worker: string;
  now: number;
  leaseMs: number;
}

export function claim(db: Database, { conversationId, worker, now, leaseMs }: ClaimArgs): ClaimRows | null {
  const whole = readWhole(db, conversationId);
  if (!whole) return null;
  const orphaned = whole.leaseToken !== null;
  if (orphaned && whole.leaseUntil! > now) return null;
  const mailbox = readMailbox(db, conversationId);
  const outbox = readOutbox(db, conversationId);
  const dueAt = effectsDueAt(outbox);
  if (mailbox.length === 0 && (dueAt === null || dueAt > now)) {
    // Its worker died just before giving it back, or what came is only recorded: it is not found again for that.
    if (orphaned || (whole.wakeAt ?? 0) < 0) giveBack(db, conversationId, dueAt);
    return null;
  }
  const token = `${worker}:${randomUUID()}`;
  const until = now + leaseMs;
  db.run(
    `UPDATE conversations SET lease_token = ?1, lease_until = ?2, wake_at = ?2, lease_epoch = epoch,
       lease_orphaned = ?3 WHERE id = ?4`,
    token,
    until,
    Number(orphaned),
    conversationId,
  );
  return {
    token,
    until,
    conversation: whole,
    mailbox,
    outbox,
    orphaned,
    crashes: whole.crashes,
  };
}

/** The holder sees the owner of this moment: it may commit against it again. */
export function reload(db: Database, held: Held): ClaimRows | null {
  const { conversationId, token } = held;
  const whole = readWhole(db, conversationId);
  if (whole?.leaseToken !== token) return null;
  db.run("UPDATE conversations SET lease_epoch = epoch WHERE id = ?", conversationId);
  return {
    token,
    until: whole.leaseUntil!,
    conversation: whole,
    mailbox: readMailbox(db, conversationId),
    outbox: readOutbox(db, conversationId),
    orphaned: whole.leaseOrphaned === 1,
    crashes: whole.crashes,
  };
}

/** @returns the new end, or null when the lease is lost. */
export function renew(db: Database, held: Held & { now: number; leaseMs: number }): number | null {
  const until = held.now + held.leaseMs;
  const renewed = db.run(
    "UPDATE conversations SET lease_until = ?1, wake_at = ?1 WHERE id = ?2 AND lease_token = ?3",
    until,
    held.conversationId,
    held.token,
  );
  return renewed === 1 ? until : null;
}

export function release(
  db: Database,
  held: Held & { now: number; yield: boolean },
): "released" | "more" | "lost" {
  const control = readHeld(db, held);
  if (!control) return "lost";
  const mail = control.mail > 0;
  const dueAt = effectsDueAt(pendingEffects(db, held.conversationId));
  const more = mail || (dueAt !== null && dueAt <= held.now);
  if (more && !held.yield) return "more";
  giveBack(db, held.conversationId, dueAt);
  if (mail) makeReady(db, held.conversationId);
  return "released";
}

export function giveBack(db: Database, conversationId: string, wakeAt: number | null): void {
  db.run(
    `UPDATE conversations SET lease_token = NULL, lease_until = NULL, lease_epoch = NULL, lease_orphaned = 0,
       crashes = 0, wake_at = ? WHERE id = ?`,
    wakeAt,
    conversationId,
  );
}

/** @returns the count, 0 when the lease is lost. */
export function countCrash(db: Database, { conversationId, token }: Held): number {
  const row = db.get<{ crashes: number }>(
    "UPDATE conversations SET crashes = crashes + 1 WHERE id = ? AND lease_token = ? RETURNING crashes",
    conversationId,
    token,
  );
  return row?.crashes ?? 0;
}

/** Expired now, and so found at once as work whose worker died. */
export function freeAllLeases(db: Database): void {
  db.run(
    "UPDATE conversations SET lease_until = 0, wake_at = 0 WHERE wake_at IS NOT NULL AND lease_token IS NOT NULL",
  );
}
