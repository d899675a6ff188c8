import { z } from "zod";
import { ActivityRefusedError } from "../../channels/bot-framework/index.ts";
import type { Inbound } from "../../models/ports/channel.ts";
import { endpoint } from "./endpoint.ts";
import type { EndpointServices } from "./endpoints.ts";
import { Problem } from "./problem.ts";

/** How long a request with `deliveryMode: expectReplies` waits for its turn to end. */
const repliesTimeoutMs = 15_000;

const Activity = z.looseObject({ type: z.string().min(1).max(100) });

/** The endpoint of a Bot Framework bot; see https://learn.microsoft.com/azure/bot-service/rest-api */
export function botFrameworkEndpoint(services: EndpointServices) {
  const { botFramework, store, inbox, changes, clock, shop } = services;

  async function receive(inbound: Inbound, expectReplies: boolean, closed: AbortSignal) {
    const opening = { ...inbound.opening, shopId: shop.id, at: clock.now() };
    const { conversationId } = await store.open(opening);
    const [acceptance] = (await inbox.receive(conversationId, [inbound.event])) ?? [];
    if (!acceptance || !expectReplies) return [];
    await changes.settled(conversationId, repliesTimeoutMs, closed);
    const rows = await store.transcript(conversationId, acceptance.seq);
    return rows
      .filter(({ status, causes }) => status === "sent" && causes?.includes(inbound.event.key))
      .flatMap(({ activity }) => activity ?? []);
  }

  return endpoint({
    method: "POST",
    path: "/api/messages",
    access: "public",
    summary: "A Bot Framework activity; `deliveryMode: expectReplies` is answered in the response",
    body: Activity,
    answers: {
      200: {
        description: "Taken, with the replies where they were expected",
        schema: z.object({ activities: z.array(Activity).optional() }),
      },
    },
    async handle({ body, header, local, closed }) {
      try {
        const replies = await botFramework.answer(
          body,
          header("authorization") ?? "",
          local(),
          (inbound, expectReplies) => receive(inbound, expectReplies, closed()),
        );
        return { status: 200, json: replies ? { activities: replies } : {} };
      } catch (error) {
        if (error instanceof ActivityRefusedError)
          throw new Problem(error.status, "activity-refused", error.message, { cause: error });
        throw error;
      }
    },
  });
}
