import type { Logger } from "pino";
import type { Undelivered } from "../jobs/message-undelivered.ts";
import { fromActivity } from "../models/activity.ts";
import type { MessageEffect, TranscriptEntry } from "../models/conversation.ts";
import type { InboundEvent } from "../models/events.ts";
import type { AcceptChange } from "../models/ports/store.ts";
import { parseItemId } from "../models/stored/keys.ts";
import { insteadOf, type WithholdServices } from "./withhold.ts";

export interface UndeliveredServices extends WithholdServices {
  log: Logger;
  receive(conversationId: string, events: InboundEvent[], change?: AcceptChange): Promise<unknown>;
}

/**
 * What follows when a message that its vendor had taken came to nothing: it goes out again, once, where the vendor's code
 * lets one hope; else the shopper is written to on another channel, or people are told.
 */
export const seeUndelivered =
  (services: UndeliveredServices) =>
  async ({ item, means, reason }: Undelivered): Promise<void> => {
    const { store, clock, log, receive } = services;
    const place = parseItemId(item);
    const known = place && (await store.get(place.conversationId));
    if (!place || !known) return;
    const [row] = await store.transcript(place.conversationId, place.seq - 1, 1);
    if (row?.seq !== place.seq || !row.activity) throw new Error("the message is still in the outbox");
    const { channel, account } = known.conversation;
    if (means === "credentials")
      log.error(
        { channel, account, reason },
        "the vendor refuses what this account sends: a person must mend it",
      );
    const at = clock.now().toISOString();
    const key = `undelivered:${item}`;
    const again = resent(row, means);
    if (again) {
      const resend = { kind: "resend" as const, key, at, item, activity: row.activity, terms: again };
      await receive(place.conversationId, [resend]);
      return;
    }
    if (means === "gone")
      await store.accept(
        place.conversationId,
        [{ kind: "undelivered", key: `gone:${item}`, at, item, reason }],
        { unanswered: true, gone: true },
      );
    await insteadOf({ id: item, message: messageOf(row), reason }, known, services);
  };

/** On which terms it goes out again; null: not at all. */
function resent(
  { terms, activity = {} }: TranscriptEntry,
  means: Undelivered["means"],
): MessageEffect["terms"] | null {
  if (terms?.again) return null;
  if (means === "retry" || means === "throttled") return { ...terms, again: true };
  const hasTemplate = fromActivity(activity).template !== undefined;
  return means === "needs-template" && hasTemplate ? { ...terms, again: true, asTemplate: true } : null;
}

const messageOf = ({ activity = {}, from, causes = [], terms }: TranscriptEntry): MessageEffect => ({
  kind: "message",
  activity,
  from: from === "staff" ? "staff" : "bot",
  causes,
  ...(terms && { terms }),
});
