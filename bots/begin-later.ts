import { z } from "zod";
import { StartData } from "../jobs/conversation-start.ts";
import type { Actions } from "./actions.ts";
import type { ReservationServices } from "./reservations.ts";

const Later = StartData.extend({ at: z.iso.datetime() });

/** What the shop begins again, once it breaks in on nothing. */
export const beginLaterActions = ({ begin }: Pick<ReservationServices, "begin">): Actions => ({
  "conversation.begin_later": async (args, key) => {
    const { conversationId, purpose = "service", at, ...rest } = Later.parse(args);
    await begin(conversationId, { ...rest, purpose }, new Date(at), key);
  },
});
