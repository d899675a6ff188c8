import { westernDigits } from "../../models/digits.ts";
import { bestMark, isLow, worstMark } from "../../models/review.ts";
import { ask, branch, call, flow, handoff, say } from "../engine/flow.ts";
import { aboutOrder, type Bought, bought, boughtParams } from "./bought.ts";

interface Values extends Bought {
  mark: number;
  noted: unknown;
}

/** "4", "٤", "4/5", "4 étoiles" */
export function parseMark(text: string): number | null {
  const [, digit] = /(?<!\d)([1-5])(?!\d)/.exec(westernDigits(text).replace(/[/]\s*5/u, "")) ?? [];
  return digit === undefined ? null : Number(digit);
}

/** What they think of what they bought, as a mark; who is unhappy is called by a person. */
export const reviewOfOrder = flow<Values>("sequence.review", {
  version: 1,
  intents: [],
  slots: { ...aboutOrder, mark: { parse: parseMark } },
  steps: [
    bought(),
    branch("order", ({ values }) => (values.bought?.state === "delivered" ? "kept" : "none"), {
      kept: [
        ask("mark", (scene) => {
          const { values, replies, language } = scene;
          // In this order "2" is both the second one and the mark.
          const marks = Array.from({ length: bestMark - worstMark + 1 }, (_, at) => worstMark + at);
          return {
            reply: {
              key: `sequence.review.${values.say}`,
              params: boughtParams(values.bought!, scene),
            },
            options: marks.map((mark) => ({
              title: replies.render(`sequence.review.mark_${mark}.button`, language, {}, 0),
              value: mark,
            })),
          };
        }),
        call("noted", {
          action: "review.note",
          key: ({ values }) => `review:${values.order}:${values.mark}`,
          args: ({ values, conversation }) => ({
            conversationId: conversation.id,
            order: values.order,
            mark: values.mark,
          }),
          uses: ["mark"],
        }),
        branch("mark", ({ values }) => (isLow(values.mark) ? "low" : "fine"), {
          low: [
            say("sorry", () => ({ key: "sequence.review.sorry" })),
            handoff("unhappy", ({ values }) => ({
              reason: "low_review",
              summary: `${values.mark} of ${bestMark} for order ${values.order}.`,
            })),
          ],
          fine: [
            say("thanks", () => ({
              key: "sequence.review.thanks",
              next: [{ title: "menu.search.button", flow: "product.search" }],
            })),
          ],
        }),
      ],
    }),
  ],
});
