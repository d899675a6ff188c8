import type { Logger } from "pino";
import type { InboundEvent } from "../models/events.ts";
import { DeliveryError, type Inbound } from "../models/ports/channel.ts";
import type { AcceptChange, ConversationStore } from "../models/ports/store.ts";
import type { Arrival } from "../models/ports/webhook.ts";
import type { Threads } from "./threads.ts";

type Of<Kind extends Arrival["kind"]> = Extract<Arrival, { kind: Kind }>;

interface ControlServices {
  shopId: string;
  store: ConversationStore;
  threads: Threads;
  log: Logger;
  receive(opening: Inbound["opening"], event: InboundEvent, change: AcceptChange): Promise<void>;
}

/** People of the shop answer outside of our console, in the vendor's own app or in that of `heldBy`. */
export const takenThere = (at: string, heldBy?: string): AcceptChange => ({
  owner: "staff",
  handover: { reason: "staff", summary: "", at, ...(heldBy !== undefined && { heldBy }) },
});

/** What it means to a conversation which of its vendor's apps has it: that of another app is for staff, who answer there. */
export function createControl({ shopId, store, threads, log, receive }: ControlServices) {
  async function known({ identities: [identity] }: Inbound["opening"]) {
    const id = await store.find(shopId, identity!);
    return id === null ? undefined : (await store.get(id))?.conversation;
  }
  const staffDid = ({ channel }: Inbound["opening"], key: string, at: string) =>
    ({ kind: "staff", key, at, by: `${channel} app` }) as const;

  async function toOther({ opening, key, at, app }: Omit<Of<"control">, "kind" | "isOurs">): Promise<void> {
    if ((await known(opening))?.handover?.heldBy === app) return;
    await receive(opening, { ...staffDid(opening, key, at), action: "take" }, takenThere(at, app));
  }

  /** The bot answers again, unless somebody has taken the conversation in our console meanwhile: then they can write. */
  async function toUs({ opening, key, at }: Of<"control">): Promise<void> {
    const conversation = await known(opening);
    if (conversation?.owner !== "staff" || !conversation.handover) return;
    const { heldBy, refusal: _, ...handover } = conversation.handover;
    const isTaken = handover.takenBy !== undefined;
    if (isTaken && heldBy === undefined) return;
    await receive(
      opening,
      { ...staffDid(opening, key, at), action: "handBack" },
      { ...(isTaken ? { handover } : { owner: "bot", handover: null }), ifEpoch: conversation.epoch },
    );
  }

  return {
    note: (arrival: Of<"control">) => (arrival.isOurs ? toUs(arrival) : toOther(arrival)),

    /** Who asks gets what waits for people, or is with them; what the bot has stays with it. */
    async asked(request: Of<"control-request">): Promise<void> {
      const conversation = await known(request.opening);
      if (!conversation || conversation.owner === "bot") return;
      const told = { conversationId: conversation.id, app: request.app };
      try {
        await threads.pass(conversation, request.app);
      } catch (cause) {
        if (!(cause instanceof DeliveryError)) throw cause;
        log.warn(
          { ...told, err: cause },
          "the vendor did not let a conversation be passed to who asks for it",
        );
        return;
      }
      log.info(told, "a conversation was passed to the app that asked for it");
      await toOther(request);
    },
  };
}
