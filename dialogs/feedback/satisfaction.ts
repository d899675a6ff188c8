import { branch, type CallOutcome, call, flow, type Scene, type Slot } from "../engine/flow.ts";
import { markSlot, type Rated, rate } from "./rated.ts";

interface Values extends Rated {
  turn: CallOutcome;
}

/** So long after their last word it is over. */
const quietMs = 30 * 60_000;

/**
 * Begun by the shop some time after it was settled what somebody wanted (`satisfaction.plan`). Nothing is said while they
 * write, wait for a person, or have a question open; nor when they were asked in the last week, on any channel.
 */
export const satisfactionAsk = flow<Values>("satisfaction.ask", {
  version: 1,
  intents: [],
  slots: { mark: markSlot as Slot<Values> },
  steps: [
    branch("over", (scene) => (scene.values.mark !== undefined || isOver(scene) ? "yes" : "no"), {
      yes: [
        call("turn", {
          action: "satisfaction.claim",
          key: ({ conversation, causes }) => `satisfaction:${conversation.id}:${causes[0]}`,
          args: ({ conversation }) => ({ conversationId: conversation.id }),
          uses: [],
        }),
        branch("may", ({ values }) => (values.turn.ok ? "yes" : "no"), {
          yes: rate<Values>("satisfaction.ask", "conversation"),
        }),
      ],
    }),
  ],
});

function isOver({ conversation, interrupts, now }: Scene<Values>): boolean {
  const { heardAt } = conversation.reach;
  const isQuiet = heardAt === null || now.getTime() - Date.parse(heardAt) >= quietMs;
  return conversation.owner === "bot" && !interrupts && isQuiet;
}
