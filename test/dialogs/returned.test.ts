import { expect, test } from "@jest/globals";
import { isReturned } from "../../dialogs/engine/returned.ts";
import type { Conversation, Handover } from "../../models/conversation.ts";
import type { StoredEvent } from "../../models/events.ts";

const handover: Handover = {
  reason: "staff",
  summary: "",
  at: "2026-01-05T09:00:00.000Z",
};
const held: Handover = { ...handover, heldBy: "263902037430900" };
const having = (more: Partial<Handover> = {}) =>
  ({ owner: "staff", handover: { ...held, ...more } }) as Conversation;
const said = (at: string): StoredEvent => ({ kind: "text", key: "m1", at, text: "Bonjour", seq: 1 });
const after = said("2026-01-05T09:10:00.000Z");

test.each<[string, Conversation, StoredEvent, boolean]>([
  ["what the vendor gives us after another app took it", having(), after, true],
  ["what it gave us before that, and came late", having(), said("2026-01-05T08:59:59.999Z"), false],
  ["what our own staff have taken since", having({ takenBy: "Karim" }), after, false],
  ["what staff have as they wrote in the vendor's app", { ...having(), handover }, after, false],
  [
    "what is the shop's own doing",
    having(),
    { kind: "start", key: "s1", at: after.at, flow: "news", slots: {}, seq: 1 },
    false,
  ],
])("%s", (_, conversation, event, returned) => {
  expect(isReturned(conversation, event)).toBe(returned);
});
