import { flow, type Scene, say } from "../engine/flow.ts";
import type { Reply } from "../engine/reply.ts";

/** What the shop takes back, and for how long: its facts in its words. */
export const returnPolicy = flow<Record<string, unknown>>("return.policy", {
  version: 1,
  intents: ["return.policy"],
  slots: {},
  steps: [say("policy", policy)],
});

function policy({ shop, replies, language }: Scene): Reply {
  const { returnDays, returns } = shop;
  const excluded = returns.excludedCategories.map((category) =>
    replies.label("category", category, language),
  );
  return {
    key: "return.policy.say",
    params: {
      days: returnDays,
      unworn: returns.unwornOnly ? "yes" : "no",
      except: excluded.length > 0 ? "yes" : "no",
      excluded: excluded.join(language === "ar" ? "، " : ", "),
      faultDays: Math.max(returnDays, returns.faultDays),
      refundDays: returns.refundDays,
    },
    next: [
      { title: "title.return.request.button", flow: "return.request" },
      { title: "title.return.exchange.button", flow: "return.exchange" },
    ],
  };
}
