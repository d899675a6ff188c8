import { expect, test } from "@jest/globals";
import { feedbackActions } from "../../bots/feedback.ts";
import { feedbackKind } from "../../models/feedback.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import { fakeRecords } from "../fakes/records.ts";

/** Two conversations of one contact, on two channels. */
function shop() {
  const clock = virtualClock("2026-11-20T10:00:00.000Z");
  const records = fakeRecords();
  const begun = new Map<string, string>();
  const actions = feedbackActions({
    shopId: "dar-lina",
    records,
    store: { get: async () => ({ contact: { id: "amina" } }) } as unknown as Pick<ConversationStore, "get">,
    clock,
    begin: async (_, { flow }, at, key) => void begun.set(key, `${flow} ${at.toISOString()}`),
  });
  const act = (name: string, args: object, key: string) => actions[name]!({ ...args }, key);
  return { clock, records, begun, act };
}

test("a mark is kept once, however often it is noted", async () => {
  const { act, records } = shop();
  const mark = { conversationId: "chat", of: "shop", mark: 4 };
  for (let tries = 0; tries < 2; tries++) await act("feedback.note", mark, "tap");
  expect(await (await records(feedbackKind)).find("shop", "dar-lina")).toEqual([
    { ...mark, key: "tap", shopId: "dar-lina", at: "2026-11-20T10:00:00.000Z" },
  ]);
});

test.each([0, 6, 4.5])("a mark of %d is none", async (mark) => {
  await expect(
    shop().act("feedback.note", { conversationId: "chat", of: "shop", mark }, "tap"),
  ).rejects.toThrow();
});

test("they are asked an hour after it was settled", async () => {
  const { act, begun } = shop();
  await act("satisfaction.plan", { conversationId: "chat" }, "thanks");
  expect([...begun]).toEqual([["thanks", "satisfaction.ask 2026-11-20T11:00:00.000Z"]]);
});

test("once a week, on whatever channel; who died in between asks all the same", async () => {
  const { act, clock } = shop();
  const claim = (conversationId: string, key: string) => act("satisfaction.claim", { conversationId }, key);
  for (let tries = 0; tries < 2; tries++) await claim("whatsapp", "first");
  await expect(claim("telegram", "second")).rejects.toThrow("recently");
  clock.set("2026-11-27T09:59:59.000Z");
  await expect(claim("telegram", "third")).rejects.toThrow("recently");
  clock.set("2026-11-27T10:00:00.000Z");
  await claim("telegram", "fourth");
});
