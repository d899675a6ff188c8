import { ask, branch, call, handoff, type Slot, type Step, say } from "../engine/flow.ts";
import { best, markIn, parseMark } from "./rating-words.ts";

/** The values of any flow that asks for a mark. */
export interface Rated {
  /** From "1" to "5". */
  mark: string;
  noted: unknown;
}

export const markSlot: Slot<Rated> = { hears: markIn, parse: parseMark };

/** This mark and worse ones are for people to see. */
const low = 2;

/** Asks for a mark by a reply, unless it is known, keeps it, thanks; low ones go to the shop's people. */
export function rate<V extends Rated>(question: string, of: "shop" | "conversation"): Step<V>[] {
  const steps: Step<Rated>[] = [
    ask("mark", () => ({
      reply: { key: question },
      options: Array.from({ length: best }, (_, place) => String(place + 1)).map((mark) => ({
        title: mark,
        value: mark,
      })),
    })),
    call("noted", {
      action: "feedback.note",
      key: ({ conversation, causes }) => `feedback:${conversation.id}:${causes[0]}`,
      args: ({ values, conversation }) => ({
        conversationId: conversation.id,
        of,
        mark: Number(values.mark),
      }),
      uses: ["mark"],
    }),
    branch(
      "how",
      ({ values }) => (Number(values.mark) <= low ? "low" : Number(values.mark) < best - 1 ? "fair" : "high"),
      {
        low: [
          say("sorry", () => ({ key: "feedback.sorry" })),
          handoff("low", ({ values }) => ({
            reason: "feedback.rating",
            summary: `Gives ${of === "shop" ? "the shop" : "this conversation"} ${values.mark} out of ${best}.`,
          })),
        ],
        fair: [
          say("fair", () => ({
            key: "feedback.fair",
            next: [{ title: "menu.human.button", flow: "assist.human" }],
          })),
        ],
        high: [say("high", ({ shop }) => ({ key: "feedback.high", params: { shop: shop.name } }))],
      },
    ),
  ];
  return steps as unknown as Step<V>[];
}
