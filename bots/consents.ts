import { z } from "zod";
import { consentKind } from "../models/consent.ts";
import { type InboundEvent, InboundEvent as InboundEventSchema } from "../models/events.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { Store } from "../models/ports/store.ts";
import type { Actions } from "./actions.ts";
import { changeRecord } from "./change-record.ts";

const Said = z.object({
  conversationId: z.string(),
  given: z.boolean(),
  /** Keys of the events by which they said so. */
  causes: z.array(z.string()),
});

/** Their words stand in one of the last rows of the transcript. */
const rows = 50;

/** Keeps when, where and in which words a shopper asked for news, or wants none any more. */
export const consentActions = ({
  store: { conversations, records },
  clock,
}: {
  store: Pick<Store, "conversations" | "records">;
  clock: Clock;
}): Actions => ({
  "consent.note": async (args) => {
    const { conversationId, given, causes } = Said.parse(args);
    const found = await conversations.get(conversationId);
    if (!found) return;
    const { contact, conversation } = found;
    const said = (await conversations.latest(conversationId, rows)).flatMap(({ event }) => {
      const known = InboundEventSchema.safeParse(event).data;
      return known && causes.includes(known.key) ? [known] : [];
    });
    const at = said[0]?.at ?? clock.now().toISOString();
    const words = said.map(wordsOf).join("\n");
    const step = { given, at, conversationId, channel: conversation.channel, words };
    await changeRecord(await records(consentKind), contact.id, (kept) => {
      const steps = kept?.steps ?? [];
      const isKnown = steps.some((one) => one.at === at && one.given === given);
      return isKnown
        ? { value: undefined }
        : {
            doc: { id: contact.id, shopId: contact.shopId, steps: [...steps, step] },
            value: undefined,
          };
    });
  },
});

const wordsOf = (event: InboundEvent): string =>
  event.kind === "text" ? event.text : event.kind === "tap" ? (event.title ?? event.value) : "";
