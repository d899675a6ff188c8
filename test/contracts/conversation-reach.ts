import { describe, expect, test } from "@jest/globals";
import type { InboundEvent } from "../../models/events.ts";
import {
  at,
  claimed,
  dueIds,
  leaseMs,
  message,
  newConversation,
  opening,
  staff,
  text,
  withEffects,
} from "./conversation-fixtures.ts";
import type { Subject } from "./conversation-store.ts";

const heard = (key: string, seconds: number): InboundEvent => ({
  ...text(key),
  at: at(seconds).toISOString(),
});
const taken = { status: "sent" as const, at: at(5).toISOString() };

export function reachCases({ store }: Subject): void {
  const reachOf = async (id: string) => (await store().get(id))!.conversation.reach;

  describe("the way to the shopper", () => {
    test("when they last wrote, also what nobody answers; what the shop does is not theirs", async () => {
      const id = await newConversation(store());
      expect(await reachOf(id)).toEqual({ heardAt: null, freeUntil: null, goneAt: null, spentUntil: null });
      await store().accept(id, [heard("a", 40), heard("b", 30)]);
      await store().accept(id, [heard("c", 20)], { unanswered: true });
      await store().accept(id, [{ ...staff("d", "take"), at: at(90).toISOString() }]);
      await store().accept(id, [heard("a", 80)]);
      expect((await reachOf(id)).heardAt).toBe(at(40).toISOString());
      await store().accept(id, [heard("e", 60)], { unanswered: true });
      expect((await claimed(store(), id)).conversation.reach.heardAt).toBe(at(60).toISOString());
    });

    test("how long free words may go out, where an event gives longer than usual: the latest counts", async () => {
      const id = await newConversation(store());
      const ofAd = (key: string, seconds: number): InboundEvent => ({
        kind: "text",
        key,
        text: key,
        at: at(seconds).toISOString(),
        freeWordsMs: 90_000,
      });
      await store().accept(id, [ofAd("a", 20), heard("b", 21)]);
      const until = at(110).toISOString();
      expect(await reachOf(id)).toMatchObject({ freeUntil: until, heardAt: at(21).toISOString() });
      await store().accept(id, [heard("c", 30)]);
      await store().accept(id, [ofAd("d", 10)], { unanswered: true });
      expect((await claimed(store(), id)).conversation.reach.freeUntil).toBe(until);
      await store().accept(id, [ofAd("e", 25)], { wantsMessages: true });
      expect((await reachOf(id)).freeUntil).toBe(at(115).toISOString());
    });

    test("gone, by the vendor's refusal or receipt, until they write", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello")]);
      await store().fail(lease, outbox[0]!.id, { error: "blocked", at: at(7), dead: true, gone: true });
      expect((await reachOf(id)).goneAt).toBe(at(7).toISOString());
      await store().accept(id, [text("back")]);
      expect((await reachOf(id)).goneAt).toBeNull();
      const told: InboundEvent = {
        kind: "undelivered",
        key: "undelivered:1",
        at: at(9).toISOString(),
        item: "1",
        reason: "blocked",
      };
      await store().accept(id, [told], { unanswered: true, gone: true });
      expect((await reachOf(id)).goneAt).toBe(at(9).toISOString());
      await store().accept(id, [text("back again")], { unanswered: true });
      expect((await reachOf(id)).goneAt).toBeNull();
    });

    test("gone until they want messages again: by START, or by unblocking the shop", async () => {
      const id = await newConversation(store());
      const told = (key: string): InboundEvent => ({
        kind: "consent",
        key,
        at: at(5).toISOString(),
        wantsMessages: key === "start",
      });
      await store().accept(id, [told("stop")], { gone: true, wantsMessages: false });
      expect((await reachOf(id)).goneAt).toBe(at(5).toISOString());
      await store().accept(id, [told("start")], { wantsMessages: true });
      expect((await reachOf(id)).goneAt).toBeNull();
    });

    test("what was sent uses up the rate, from now or from where it was used up to", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("1"), message("2"), message("3")]);
      const sent = (seconds: number, spends?: number) =>
        ({ status: "sent", at: at(seconds), ...(spends && { spends }) }) as const;
      await store().settle(lease, outbox[0]!.id, sent(10, 6_000));
      expect((await reachOf(id)).spentUntil).toBe(at(16).toISOString());
      await store().settle(lease, outbox[1]!.id, sent(11, 12_000));
      await store().settle(lease, outbox[2]!.id, sent(12));
      expect((await reachOf(id)).spentUntil).toBe(at(28).toISOString());
    });

    test("all conversations of a contact", async () => {
      const { conversationId, contactId } = await store().open(opening("amina"));
      await newConversation(store(), "omar");
      const found = await store().ofContact(contactId);
      expect(found.map(({ conversation }) => conversation.id)).toEqual([conversationId]);
      expect(await store().ofContact("nobody")).toEqual([]);
    });
  });

  describe("a message that was cut off on its way", () => {
    test("since when it was on its way is kept until it failed; a wait is no failure", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello")]);
      const item = outbox[0]!.id;
      const sendingAt = async () => (await store().reload(lease))!.outbox[0]!.sendingAt;
      expect(await sendingAt()).toBeNull();
      await store().markSending(lease, item, 0, at(3));
      expect(await sendingAt()).toBe(at(3).toISOString());
      await store().fail(lease, item, { error: "wait", at: at(4), retryAt: at(5), untried: true });
      await store().fail(lease, item, { error: "no answer", at: at(4), retryAt: at(5), unsure: true });
      expect(await sendingAt()).toBe(at(3).toISOString());
      await store().fail(lease, item, { error: "503", at: at(4), retryAt: at(5) });
      expect(await sendingAt()).toBeNull();
    });

    test("is due as soon as its vendor tells of it, with the requests that it told of", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello")]);
      const item = outbox[0]!.id;
      await store().markSending(lease, item, 0, at(1));
      await store().fail(lease, item, { error: "wait", at: at(2), retryAt: at(61), untried: true });
      await store().release(lease, at(2));
      expect(await dueIds(store(), at(10))).toEqual([]);
      expect(await store().noteDelivery(item, taken, "1")).toBe(true);
      expect(await store().noteDelivery(item, taken, "2")).toBe(true);
      expect(await store().noteDelivery(item, { ...taken, status: "read" }, "1")).toBe(true);
      expect(await dueIds(store(), at(10))).toEqual([id]);
      const claim = await store().claim(id, "worker-2", at(10), leaseMs);
      expect(claim?.outbox).toMatchObject([{ echoed: ["1", "2"], sendingAt: at(1).toISOString() }]);
    });

    test("another that is told of while it is sent by who holds it stays in its hands", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello")]);
      await store().markSending(lease, outbox[0]!.id, 0, at(1));
      await store().noteDelivery(outbox[0]!.id, taken, "1");
      expect(await store().claim(id, "worker-2", at(2), leaseMs)).toBeNull();
      expect(await store().settle(lease, outbox[0]!.id, { status: "sent", at: at(3) })).toBe("settled");
    });
  });

  test("the terms of a message are kept with it, also as a dead letter", async () => {
    const terms = {
      unasked: { flow: "news", slots: { product: "p1", count: 2 }, purpose: "marketing" as const },
    };
    const id = await newConversation(store());
    const { lease, outbox } = await withEffects(store(), id, [{ ...message("news"), terms }]);
    expect(outbox[0]!.effect).toMatchObject({ terms });
    await store().fail(lease, outbox[0]!.id, { error: "no", at: at(1), dead: true });
    expect((await store().deadLetters())[0]!.effect).toMatchObject({ terms });
    await store().retryDeadLetter(outbox[0]!.id, at(2));
    expect((await store().reload(lease))!.outbox).toMatchObject([
      { effect: { terms }, sendingAt: null, echoed: [], requestsTaken: 0 },
    ]);
  });
}
