import { formatMoney } from "../../models/format.ts";
import { isOnItsWay, labelFile, type Return, type ReturnState } from "../../models/return.ts";
import { branch, flow, read, type Scene, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";
import { nextOf } from "./own-returns.ts";

interface Values {
  /** Its number. */
  back: string;
  /** The news. */
  state: ReturnState;
  one: Return | null;
}

/** Begun by the shop when staff have decided about a return, or have its parcel; silent when that is news no more. */
export const returnNews = flow<Values>("return.news", {
  version: 1,
  intents: [],
  slots: { back: {}, state: {} },
  steps: [
    read("one", async ({ values, commerce, conversation }) => {
      const found = await commerce.returns.getReturn(values.back ?? "");
      return found?.conversationId === conversation.id ? found : null;
    }),
    branch("still so", ({ values }) => (values.one && isNews(values.one, values.state) ? "yes" : "no"), {
      yes: [say("news", news)],
    }),
  ],
});

const isNews = (one: Return, state: ReturnState): boolean =>
  one.state === state || (state === "approved" && isOnItsWay(one));

function news({ values: { one, state }, language, shop }: Scene<Values>): Reply {
  const { number, refund, kind, history } = one!;
  // Our sentence ends it.
  const reason = history.findLast((step) => step.state === "declined")?.reason?.replace(/[\s.!…؟]+$/u, "");
  return {
    key: `return.news.${state}`,
    params: {
      number,
      kind,
      amount: formatMoney(refund, language),
      days: shop.returns.refundDays,
      reason: reason ?? "",
      explained: reason ? "yes" : "no",
    },
    ...(state === "approved" && { document: labelFile(one!) }),
    next: nextOf(one!),
  };
}
