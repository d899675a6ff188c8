import { flow, profile, say } from "../engine/flow.ts";

/** STOP: the shop starts nothing with this person any more; their questions are still answered. */
export const unsubscribe = flow("consent.unsubscribe", {
  version: 1,
  intents: ["consent.unsubscribe"],
  slots: {},
  steps: [
    profile("out", () => ({ wantsMessages: false })),
    say("confirmed", ({ shop }) => ({ key: "consent.unsubscribed", params: { shop: shop.name } })),
  ],
});

export const subscribe = flow("consent.subscribe", {
  version: 1,
  intents: ["consent.subscribe"],
  slots: {},
  steps: [
    profile("in", () => ({ wantsMessages: true })),
    say("confirmed", ({ shop }) => ({ key: "consent.subscribed", params: { shop: shop.name } })),
  ],
});
