import type { ConversationStore, Lease } from "../ports/store.ts";
import {
  decodeItem,
  encodeAcceptChange,
  encodeEffect,
  encodeEvent,
  encodeOpening,
  encodeOwnerChange,
} from "../stored/codec.ts";
import { exact, itemId, parseItemId } from "../stored/keys.ts";
import { createArrivals } from "./arrivals.ts";
import type { Changes } from "./changes.ts";
import { noteDelivery } from "./deliveries.ts";
import { expire } from "./expiry.ts";
import { noteFile } from "./file-notes.ts";
import { accept } from "./inbox.ts";
import { claim, countCrash, release, reload, renew } from "./leases.ts";
import { identityId, join, leave, open } from "./openings.ts";
import { deadLetters, fail, markSending, retryDeadLetter, settle } from "./outbox.ts";
import type { Collections } from "./schemas.ts";
import { commit, park } from "./turns.ts";
import { byOwner, due, find, get, latest, nextWake, ofContact, parked, transcript } from "./views.ts";

const defaultLimit = 100;

/** The port over MongoDB: every call is one atomic write of one conversation's record. */
export function conversationStore(collections: Collections, changes: Changes): ConversationStore {
  const arrivals = createArrivals();
  return {
    open: (opening) => open(collections, encodeOpening(opening)),

    join: (stays, goes) => join(collections, stays, goes),

    leave: (shopId, identities) => leave(collections, shopId, identities.map(exact)),

    accept: (conversationId, events, change) =>
      arrivals.while(
        conversationId,
        accept(
          collections,
          changes,
          conversationId,
          events.map(encodeEvent),
          encodeAcceptChange(events, change),
        ),
      ),

    async claim(conversationId, worker, now, leaseMs) {
      await arrivals.past(conversationId);
      return claim(collections, changes, { conversationId, worker, now: now.getTime(), leaseMs });
    },

    due: (now, limit) => due(collections, now.getTime(), limit),

    renew: (lease, now, leaseMs) => renew(collections, lease, new Date(now.getTime() + leaseMs)),

    reload: (lease) => reload(collections, changes, lease),

    async commit(lease, turn, options = {}) {
      const outcome = await commit(collections, changes, lease, {
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

    markSending: (lease, itemId, epoch, at) => markSending(changes, held(lease, itemId), epoch, at.getTime()),

    settle: (lease, itemId, settlement, options) =>
      settle(changes, held(lease, itemId), {
        status: settlement.status,
        at: settlement.at.toISOString(),
        reason: settlement.status === "withheld" ? settlement.reason : null,
        vendorId: settlement.status === "sent" ? (settlement.vendorId ?? null) : null,
        spendsMs: settlement.status === "sent" ? (settlement.spends ?? 0) : 0,
        result: settlement.status === "called" ? encodeEvent(settlement.result) : null,
        release: options?.release ?? false,
      }),

    fail: (lease, itemId, failure) =>
      fail(changes, held(lease, itemId), {
        error: failure.error,
        at: failure.at.getTime(),
        retryAt: "retryAt" in failure ? failure.retryAt.getTime() : null,
        untried: "retryAt" in failure && failure.untried === true,
        unsure: "retryAt" in failure && failure.unsure === true,
        gone: "dead" in failure && failure.gone === true,
        requestsTaken: "retryAt" in failure ? (failure.requestsTaken ?? null) : null,
        result: "dead" in failure && failure.result ? encodeEvent(failure.result) : null,
      }),

    async noteDelivery(itemId, delivery, request) {
      const place = parseItemId(itemId);
      return place !== null && noteDelivery(collections, changes, { ...place, delivery, request });
    },

    countCrash: (lease) => countCrash(changes, lease),

    noteFile: (lease, seq, note) => noteFile(changes, lease, seq, note),

    park: (lease, seqs, reason, at) =>
      park(changes, lease, {
        seqs,
        reason,
        handover: JSON.stringify({ reason, summary: "", at: at.toISOString() }),
        at: at.getTime(),
      }),

    release: (lease, now, options) => release(changes, lease, now.getTime(), options?.yield ?? false),

    nextWake: () => nextWake(collections),
    find: (shopId, identity) => find(collections, identityId(shopId, exact(identity))),
    get: (conversationId) => get(collections, conversationId),
    latest: (conversationId, limit) => latest(collections, conversationId, limit),
    transcript: (conversationId, after, limit = defaultLimit) =>
      transcript(collections, conversationId, after, limit),
    byOwner: (shopId, owner, limit = defaultLimit) => byOwner(collections, shopId, owner, limit),
    ofContact: (contactId) => ofContact(collections, contactId),
    deadLetters: (limit = defaultLimit) => deadLetters(collections, limit),

    async retryDeadLetter(id, now) {
      const place = parseItemId(id);
      return place !== null && retryDeadLetter(changes, { ...place, now: now.getTime() });
    },

    parked: (limit = defaultLimit) => parked(collections, limit),
    expire: (before, after, limit) => expire(collections, changes, before, after, limit),
  };
}

/** An item of another conversation gets a place that no item has. */
function held({ conversationId, token }: Lease, itemId: string) {
  const place = parseItemId(itemId);
  return { conversationId, token, seq: place?.conversationId === conversationId ? place.seq : 0 };
}
