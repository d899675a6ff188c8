import type { Lease } from "../models/ports/store.ts";
import { type CallServices, runDueCalls } from "./calls.ts";
import { accountOf } from "./outgoing.ts";
import { type Answered, type SendServices, send } from "./send.ts";

export type DrainServices = CallServices & SendServices;

/**
 * Carries out the effects that are due, calls and messages side by side, each lane in its order.
 * @param stops whether the process is being stopped: a slow channel's next message is then left for the next one
 * @returns `released`: the last write gave the lease back, for nothing is left to do
 */
export async function drain(
  claim: Answered,
  lease: () => Lease,
  services: DrainServices,
  stops: () => boolean,
): Promise<"released" | "held"> {
  const [, outcome] = await Promise.all([
    runDueCalls(claim, lease, services),
    sendMessages(claim, lease, services, stops),
  ]);
  return outcome;
}

async function sendMessages(
  claim: Answered,
  lease: () => Lease,
  services: DrainServices,
  stops: () => boolean,
): Promise<"released" | "held"> {
  const { conversation, outbox } = claim;
  const channel = services.channels.get(accountOf(conversation));
  for (const item of outbox.filter(({ effect }) => effect.kind === "message")) {
    // The order is kept: one that must wait holds back those behind it.
    const isMarked = item.id === claim.sending;
    if (!isMarked && (stops() || item.dueAt > services.clock.now().toISOString())) break;
    const outcome = await send(item, claim, channel, lease, services);
    if (outcome === "released") return outcome;
    if (outcome === "waits") break;
  }
  return "held";
}
