import { call, flow, profile, type Step, say } from "../engine/flow.ts";

/** With their own words, as a proof. */
const note = (given: boolean): Step<Record<string, unknown>> =>
  call("noted", {
    action: "consent.note",
    key: ({ conversation, causes }) => `consent:${conversation.id}:${causes[0]}`,
    args: ({ conversation, causes }) => ({ conversationId: conversation.id, given, causes: [...causes] }),
    uses: [],
  });

/** STOP: the shop starts nothing with this person any more; their questions are still answered. */
export const unsubscribe = flow("consent.unsubscribe", {
  version: 2,
  intents: ["consent.unsubscribe"],
  slots: {},
  steps: [
    profile("out", () => ({ wantsMessages: false })),
    say("confirmed", ({ shop }) => ({ key: "consent.unsubscribed", params: { shop: shop.name } })),
    note(false),
  ],
});

export const subscribe = flow("consent.subscribe", {
  version: 2,
  intents: ["consent.subscribe"],
  slots: {},
  steps: [
    profile("in", () => ({ wantsMessages: true })),
    say("confirmed", ({ shop }) => ({ key: "consent.subscribed", params: { shop: shop.name } })),
    note(true),
  ],
});
