import type { Claim, ConversationStore, Lease } from "../ports/store.ts";
import {
  decodeContact,
  decodeConversation,
  decodeEntry,
  decodeItem,
  decodeMail,
  decodeParked,
  encodeAcceptChange,
  encodeEffect,
  encodeEvent,
  encodeOpening,
  encodeOwnerChange,
} from "../stored/codec.ts";
import { exact, itemId, parseItemId } from "../stored/keys.ts";
import type { ConversationRow } from "../stored/rows.ts";
import type { ClaimRows } from "./leases.ts";
import type { Call } from "./operations.ts";

const defaultLimit = 100;

/** The port over the thread's operations: encodes, asks, decodes. */
export function conversationStore(call: Call): ConversationStore {
  return {
    open: (opening) => call("open", encodeOpening(opening)),

    join: (stays, goes) => call("join", { stays, goes }),

    leave: (shopId, identities) => call("leave", { shopId, keys: identities.map(exact) }),

    accept(conversationId, events, given) {
      const change = encodeAcceptChange(events, given);
      return call("accept", { conversationId, events: events.map(encodeEvent), ...(change && { change }) });
    },

    async claim(conversationId, worker, now, leaseMs) {
      const rows = await call("claim", { conversationId, worker, now: now.getTime(), leaseMs });
      return rows && decodeClaim(rows);
    },

    async due(now, limit) {
      const rows = await call("due", { now: now.getTime(), limit });
      return rows.map(({ conversationId, orphaned }) => ({ conversationId, orphaned: orphaned === 1 }));
    },

    async renew(lease, now, leaseMs) {
      const until = await call("renew", { ...held(lease), now: now.getTime(), leaseMs });
      return until === null ? null : { ...lease, until: new Date(until) };
    },

    async reload(lease) {
      const rows = await call("reload", held(lease));
      return rows && decodeClaim(rows);
    },

    async commit(lease, turn, options = {}) {
      const outcome = await call("commit", {
        ...held(lease),
        version: turn.version,
        state: JSON.stringify(turn.state ?? null),
        handled: turn.handled,
        effects: turn.effects.map(encodeEffect),
        change: encodeOwnerChange(turn),
        ...(turn.contact && { contact: turn.contact }),
        at: turn.at.getTime(),
        publish: options.publish ?? false,
        send: options.send ?? false,
        release: options.release ?? false,
      });
      if (outcome.outcome !== "committed") return outcome;
      return {
        ...outcome,
        outbox: outcome.outbox.map(decodeItem),
        sending: outcome.sending === null ? null : itemId(lease.conversationId, outcome.sending),
      };
    },

    markSending: (lease, itemId, epoch, at) =>
      call("markSending", { ...item(lease, itemId), epoch, at: at.getTime() }),

    settle: (lease, itemId, settlement, options) =>
      call("settle", {
        ...item(lease, itemId),
        status: settlement.status,
        at: settlement.at.toISOString(),
        reason: settlement.status === "withheld" ? settlement.reason : null,
        vendorId: settlement.status === "sent" ? (settlement.vendorId ?? null) : null,
        spendsMs: settlement.status === "sent" ? (settlement.spends ?? 0) : 0,
        result: settlement.status === "called" ? encodeEvent(settlement.result) : null,
        release: options?.release ?? false,
      }),

    fail: (lease, itemId, failure) =>
      call("fail", {
        ...item(lease, itemId),
        error: failure.error,
        at: failure.at.getTime(),
        retryAt: "retryAt" in failure ? failure.retryAt.getTime() : null,
        untried: "retryAt" in failure && failure.untried === true,
        unsure: "retryAt" in failure && failure.unsure === true,
        gone: "dead" in failure && failure.gone === true,
        requestsTaken: "retryAt" in failure ? (failure.requestsTaken ?? null) : null,
        result: "dead" in failure && failure.result ? encodeEvent(failure.result) : null,
      }),

    countCrash: (lease) => call("countCrash", held(lease)),

    async noteDelivery(itemId, delivery, request) {
      const place = parseItemId(itemId);
      return place !== null && call("noteDelivery", { ...place, delivery, ...(request && { request }) });
    },

    noteFile: (lease, seq, note) => call("noteFile", { ...held(lease), seq, note }),

    park: (lease, seqs, reason, at) =>
      call("park", {
        ...held(lease),
        seqs,
        reason,
        handover: JSON.stringify({ reason, summary: "", at: at.toISOString() }),
        at: at.getTime(),
      }),

    release: (lease, now, options) =>
      call("release", { ...held(lease), now: now.getTime(), yield: options?.yield ?? false }),

    async nextWake() {
      const wakeAt = await call("nextWake", null);
      return wakeAt === null ? null : new Date(wakeAt);
    },

    async get(conversationId) {
      const row = await call("get", { conversationId });
      return row ? withContact(row) : null;
    },

    async find(shopId, identity) {
      const row = await call("find", { shopId, key: exact(identity) });
      return row?.conversationId ?? null;
    },

    async latest(conversationId, limit) {
      const rows = await call("latest", { conversationId, limit });
      return rows.map((row) => decodeEntry(conversationId, row));
    },

    async transcript(conversationId, after, limit = defaultLimit) {
      const rows = await call("transcript", { conversationId, after, limit });
      return rows.map((row) => decodeEntry(conversationId, row));
    },

    async byOwner(shopId, owner, limit = defaultLimit) {
      const rows = await call("byOwner", { shopId, owner, limit });
      return rows.map(withContact);
    },

    async ofContact(contactId) {
      const rows = await call("ofContact", { contactId });
      return rows.map(withContact);
    },

    async deadLetters(limit = defaultLimit) {
      const rows = await call("deadLetters", { limit });
      return rows.map((row) => ({
        ...decodeItem(row),
        status: "dead",
        conversationId: row.conversationId,
        diedAt: new Date(row.diedAt).toISOString(),
      }));
    },

    async retryDeadLetter(id, now) {
      const place = parseItemId(id);
      return place !== null && call("retryDeadLetter", { ...place, now: now.getTime() });
    },

    async parked(limit = defaultLimit) {
      const rows = await call("parked", { limit });
      return rows.map(decodeParked);
    },

    expire: (before, after, limit) =>
      call("expire", {
        before: {
          transcript: before.transcript.toISOString(),
          deadLetters: before.deadLetters.getTime(),
          parked: before.parked.getTime(),
        },
        after,
        limit,
      }),
  };
}

const held = ({ conversationId, token }: Lease) => ({ conversationId, token });

/** An item of another conversation gets a place that no item has. */
function item(lease: Lease, itemId: string) {
  const place = parseItemId(itemId);
  return { ...held(lease), seq: place?.conversationId === lease.conversationId ? place.seq : 0 };
}

const withContact = (row: ConversationRow) => ({
  conversation: decodeConversation(row),
  contact: decodeContact(row),
});

function decodeClaim(rows: ClaimRows): Claim {
  const conversationId = rows.conversation.id;
  return {
    lease: { conversationId, token: rows.token, until: new Date(rows.until) },
    ...withContact(rows.conversation),
    mailbox: rows.mailbox.map(decodeMail),
    outbox: rows.outbox.map(decodeItem),
    orphaned: rows.orphaned,
    crashes: rows.crashes,
  };
}
