import type { Logger } from "pino";
import type { Undelivered } from "../jobs/message-undelivered.ts";
import { isFurther } from "../models/delivery.ts";
import type { Arrival, Webhook } from "../models/ports/webhook.ts";
import { createControl, takenThere } from "./control.ts";
import { isOld, type ReceiveServices, receiveEvents } from "./receive-event.ts";
import type { Threads } from "./threads.ts";

export interface ArrivalServices extends ReceiveServices {
  /** A message of ours came to nothing after all. */
  undelivered(message: Undelivered): Promise<void>;
  threads: Threads;
  log: Logger;
}

type Of<Kind extends Arrival["kind"]> = Extract<Arrival, { kind: Kind }>;

/** A way in for one vendor's calls. */
export interface Door {
  channel: string;
  webhook: Webhook;
  /** The account of ours that a vendor's number, page or bot is; null: it is none. */
  accountOf(vendorAccount: string): string | null;
  /** Told once all of it is stored: for courtesies to the vendor, which may come to nothing. */
  taken?(arrivals: readonly Arrival[]): void;
  /** Told when a call was refused, or not all of it could be stored. */
  missed?(): void;
}

/**
 * Stores what a vendor's call told; once this has settled, the vendor may be told so.
 * @throws {StorageError} then the vendor must call again: what was stored already is known by its key.
 */
export type ReceiveArrivals = (door: Door, arrivals: readonly Arrival[]) => Promise<void>;

/** Of a transcript's end, so many rows are looked through. */
const mostRows = 200;

export function receiveArrivals(services: ArrivalServices): ReceiveArrivals {
  const { shopId, store, clock, log, undelivered } = services;
  const receive = receiveEvents(services);
  const control = createControl({ ...services, receive });

  /** The vendor counts by its own clock, which a receipt of the message has told. */
  async function noteWatermark({ identity, status, at }: Of<"watermark">): Promise<void> {
    const conversationId = await store.find(shopId, identity);
    if (conversationId === null) return;
    for (const { id, from, status: outcome, at: sentAt, delivery } of await store.latest(
      conversationId,
      mostRows,
    )) {
      if ((from !== "bot" && from !== "staff") || outcome !== "sent") continue;
      // Those before it were noted with it.
      if (delivery && delivery.status !== "failed" && !isFurther({ status, at }, delivery)) return;
      if ((delivery?.at ?? sentAt) <= at) await store.noteDelivery(id, { status, at });
    }
  }

  /**
   * Staff who write in the vendor's own app have the conversation from then on: the bot must not speak beside them. What they
   * wrote days ago is only recorded.
   */
  async function takenOver(channel: string, { account, identity, vendorId, heldBy, text, at }: Of<"echo">) {
    const peer = identity.slice(identity.lastIndexOf(":") + 1);
    const event = { key: `echo:${vendorId}`, at, by: `${channel} app`, ...(text !== undefined && { text }) };
    await receive(
      { channel, account, peer, identities: [identity] },
      { ...event, kind: "staff", action: "take" },
      isOld({ at }, clock) ? { unanswered: true } : takenThere(at, heldBy),
    );
  }

  /** One without our key is of a message that somebody else sent from this account. */
  async function noteReceipt({ key = "", status, at, fault, pricing, means }: Of<"receipt">): Promise<void> {
    const { item, request } = ofKey(key);
    const isOurs = await store.noteDelivery(
      item,
      { status, at, ...(fault && { fault }), ...(pricing && { pricing }) },
      request,
    );
    if (isOurs && fault)
      await undelivered({ item, ...(means && { means }), reason: `${fault.code}: ${fault.message}` });
  }

  async function see(channel: string, arrival: Arrival): Promise<void> {
    switch (arrival.kind) {
      case "event":
        return receive(arrival.opening, arrival.event, arrival.overheard && { unanswered: true });
      case "control":
        return control.note(arrival);
      case "control-request":
        return control.asked(arrival);
      case "consent": {
        const { opening, key, at, wantsMessages } = arrival;
        return receive(opening, { kind: "consent", key, at, wantsMessages }, { wantsMessages });
      }
      case "echo":
        return arrival.key === undefined
          ? takenOver(channel, arrival)
          : noteReceipt({ ...arrival, kind: "receipt", status: "sent" });
      case "moved":
        await store.open({ ...arrival.opening, shopId, at: clock.now() });
        await store.leave(shopId, arrival.leaves);
        return;
      case "receipt":
        return noteReceipt(arrival);
      case "watermark":
        return noteWatermark(arrival);
      case "ignored":
        log.debug({ channel, account: arrival.account, what: arrival.what }, "ignored");
    }
  }

  return async ({ channel, webhook, accountOf, taken }, arrivals) => {
    for (const arrival of arrivals) {
      const { kind } = arrival;
      const named = "opening" in arrival ? arrival.opening.account : arrival.account;
      const account = named === undefined ? undefined : accountOf(named);
      if (account === null) {
        const level = webhook.tellsOfOthers ? "debug" : "warn";
        log[level]({ channel, account: named, kind }, "dropped: this account is not ours");
        continue;
      }
      await see(channel, account === undefined ? arrival : withAccount(arrival, account));
    }
    taken?.(arrivals);
  };
}

/** A request has its message's key, and its own behind it. */
function ofKey(key: string): { item: string; request: string } {
  const end = key.lastIndexOf(":");
  return { item: key.slice(0, end), request: key.slice(end + 1) };
}

const withAccount = (arrival: Arrival, account: string): Arrival =>
  "opening" in arrival ? { ...arrival, opening: { ...arrival.opening, account } } : { ...arrival, account };
