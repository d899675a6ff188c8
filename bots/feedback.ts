import { z } from "zod";
import { inShop } from "../models/commerce.ts";
import { askedKind, Feedback, feedbackKind, mayAsk } from "../models/feedback.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import type { ConversationStore } from "../models/ports/store.ts";
import { type Actions, Refusal } from "./actions.ts";
import { changeRecord } from "./change-record.ts";
import type { ReservationServices } from "./reservations.ts";

const About = z.object({ conversationId: z.string() });
const Mark = Feedback.pick({ conversationId: true, of: true, mark: true });

/** So long after it was settled they are asked. */
const askAfterMs = 3_600_000;

export interface FeedbackServices extends Pick<ReservationServices, "begin" | "clock"> {
  shopId: string;
  records: OpenRecords;
  store: Pick<ConversationStore, "get">;
  clock: Clock;
}

/** What flows may do with marks, and with asking for them. */
export const feedbackActions = ({ shopId, records, store, clock, begin }: FeedbackServices): Actions => ({
  "feedback.note": async (args, key) => {
    const mark = Mark.parse(args);
    const at = clock.now().toISOString();
    await changeRecord(await records(feedbackKind), inShop(shopId, key), (kept) => ({
      doc: { ...mark, key, shopId, at: kept?.at ?? at },
      value: undefined,
    }));
  },
  "satisfaction.plan": async (args, key) => {
    const { conversationId } = About.parse(args);
    const at = new Date(clock.now().getTime() + askAfterMs);
    await begin(conversationId, { flow: "satisfaction.ask", slots: {}, purpose: "service" }, at, key);
  },
  /** Their turn to be asked, on whatever channel, or `recently`. */
  "satisfaction.claim": async (args, by) => {
    const { conversationId } = About.parse(args);
    const found = await store.get(conversationId);
    if (!found) throw new Refusal("no_conversation");
    const { id } = found.contact;
    const now = clock.now();
    const may = await changeRecord(await records(askedKind), id, (asked) =>
      mayAsk(asked, by, now)
        ? { doc: asked?.by === by ? asked : { id, at: now.toISOString(), by }, value: true }
        : { value: false },
    );
    if (!may) throw new Refusal("recently");
  },
});
