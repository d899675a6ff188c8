import type { Logger } from "pino";
import { Announced, fetchAnnounced } from "../models/announced.ts";
import { type Channel, type Completed, DeliveryError } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import { type Actions, Later, Refusal } from "./actions.ts";
import { createCircuits } from "./circuits.ts";
import type { ReceiveEvent } from "./receive-event.ts";
import type { SendRates } from "./send-rates.ts";

export interface AnnouncedServices {
  /** By `<channel>:<account>`. */
  channels: ReadonlyMap<string, Channel>;
  rates: SendRates;
  receive: ReceiveEvent;
  clock: Clock;
  log: Logger;
}

/** Then the vendor has been asked in vain. */
const fetchWithinMs = 10_000;

/**
 * Fetches what a vendor's call only announced, in the line of the answers to shoppers. What waits for the account's rate, or
 * for a vendor that does not answer, holds no hand of the worker, and nobody else's conversation.
 */
export function announcedActions({ channels, rates, receive, clock, log }: AnnouncedServices): Actions {
  const circuitOf = createCircuits({ clock, log });

  async function fetched(
    channel: Channel,
    told: Announced["told"],
    hasWaited: boolean,
  ): Promise<Completed[]> {
    const circuit = circuitOf(`${channel.name}:${channel.account} (announced)`);
    const openUntil = circuit.openUntil();
    if (openUntil) throw new Later("the channel of this account fails", openUntil);
    const rateUntil = await rates.take(channel, "answers", hasWaited);
    if (rateUntil) throw new Later("the vendor's rate for this account", rateUntil);
    const startedAt = clock.now().getTime();
    try {
      const done = await channel.complete!(told, AbortSignal.timeout(fetchWithinMs));
      circuit.sent();
      return done;
    } catch (cause) {
      circuit.failed(cause, clock.now().getTime() - startedAt);
      if (cause instanceof DeliveryError && cause.until) throw new Later(cause.message, cause.until);
      throw cause;
    }
  }

  return {
    [fetchAnnounced]: async (args, _key, hasWaited = false) => {
      const { channel: name, account, told } = Announced.parse(args);
      const channel = channels.get(`${name}:${account}`);
      if (!channel?.complete) throw new Refusal(`channel ${name} (${account}) is not configured`);
      for (const { opening, event, recordedOnly } of await fetched(channel, told, hasWaited))
        await receive(opening, event, recordedOnly && { unanswered: true });
    },
  };
}
