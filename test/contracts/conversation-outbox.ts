import { describe, expect, test } from "@jest/globals";
import {
  at,
  call,
  claimed,
  dueIds,
  leaseMs,
  message,
  newConversation,
  result,
  said,
  staff,
  text,
  turn,
  withEffects,
} from "./conversation-fixtures.ts";
import type { Subject } from "./conversation-store.ts";

export function outboxCases({ store }: Subject): void {
  describe("settle", () => {
    test("a sent message gets its row and leaves", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello", ["ask"])]);
      expect(await store().markSending(lease, outbox[0]!.id, 0, at(0))).toBe(true);
      expect((await store().reload(lease))?.outbox).toMatchObject([{ status: "sending", attempts: 1 }]);
      const sent = { status: "sent", at: at(1), vendorId: "wamid.1" } as const;
      expect(await store().settle(lease, outbox[0]!.id, sent)).toBe("settled");
      expect((await store().reload(lease))?.outbox).toEqual([]);
      expect((await store().transcript(id, 1))[0]).toEqual({
        id: outbox[0]!.id,
        seq: 2,
        at: at(1).toISOString(),
        from: "bot",
        activity: { type: "message", text: "hello" },
        status: "sent",
        causes: ["ask"],
      });
      expect(await store().release(lease, at(1))).toBe("released");
      expect(await store().nextWake()).toBeNull();
    });

    test("the last one may give the lease back, when no event waits", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("1"), message("2")]);
      const [first, second] = outbox;
      const sent = { status: "sent", at: at(1) } as const;
      const options = { release: true };
      expect(await store().settle(lease, first!.id, sent, options)).toBe("settled");
      await store().accept(id, [text("b")]);
      expect(await store().settle(lease, second!.id, sent, options)).toBe("settled");
      const next = await store().reload(lease);
      const turned = await store().commit(lease, turn(next!, { effects: [message("3")] }));
      if (turned.outcome !== "committed") throw new Error(turned.outcome);
      expect(await store().settle(lease, turned.outbox[0]!.id, sent, options)).toBe("released");
      expect(await store().reload(lease)).toBeNull();
      expect(await store().nextWake()).toBeNull();
      await store().accept(id, [text("c")]);
      expect((await claimed(store(), id)).orphaned).toBe(false);
    });

    test("once: the second time nothing is there", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello")]);
      const sent = { status: "sent", at: at(1) } as const;
      await store().settle(lease, outbox[0]!.id, sent);
      expect(await store().settle(lease, outbox[0]!.id, sent)).toBe("lost");
      expect(await store().settle(lease, "no such item", sent)).toBe("lost");
      expect(await store().markSending(lease, outbox[0]!.id, 0, at(1))).toBe(false);
    });

    test("an item of another conversation is not ours to settle", async () => {
      const amina = await withEffects(store(), await newConversation(store()), [message("a")]);
      const omar = await withEffects(store(), await newConversation(store(), "omar"), [message("b")]);
      const sent = { status: "sent", at: at(1) } as const;
      expect(await store().settle(amina.lease, omar.outbox[0]!.id, sent)).toBe("lost");
      expect((await store().reload(omar.lease))?.outbox).toHaveLength(1);
    });

    test("a message withheld says why", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("news")]);
      await store().settle(lease, outbox[0]!.id, { status: "withheld", at: at(1), reason: "opted out" });
      expect((await store().transcript(id, 1))[0]).toMatchObject({ status: "withheld", reason: "opted out" });
    });

    test("staff take over: what the bot had decided does not go out, calls still run", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello"), call("reservation:1")]);
      await store().accept(id, [staff("s", "take")], { owner: "staff" });
      const [hello, reserve] = outbox;
      expect(await store().markSending(lease, hello!.id, hello!.epoch, at(0))).toBe(false);
      expect(await store().markSending(lease, reserve!.id, null, at(0))).toBe(true);
      expect((await store().reload(lease))?.outbox).toHaveLength(2);
      await store().settle(lease, hello!.id, { status: "withheld", at: at(0), reason: "staff" });
      expect(await said(store(), id)).toContainEqual(["bot", "withheld", "hello"]);
    });

    test("the result of a call comes back as an event, before the rest, once", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [call("reservation:1")]);
      await store().accept(id, [text("waiting")]);
      const called = { status: "called", at: at(1), result: result("done:1") } as const;
      expect(await store().settle(lease, outbox[0]!.id, called)).toBe("settled");
      const after = await store().reload(lease);
      expect(after?.outbox).toEqual([]);
      expect(after?.mailbox).toEqual([
        { ...result("done:1"), seq: 4 },
        { ...text("waiting"), seq: 3 },
      ]);
      expect(await store().accept(id, [result("done:1")])).toEqual([{ outcome: "duplicate", seq: 4 }]);
      expect(await store().release(lease, at(1))).toBe("more");
    });

    test("a full mailbox still takes the result of a call", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [call("reservation:1")]);
      await store().accept(
        id,
        Array.from({ length: 101 }, (_, i) => text(`m${i}`)),
      );
      await store().settle(lease, outbox[0]!.id, { status: "called", at: at(1), result: result("done:1") });
      expect((await store().reload(lease))?.mailbox[0]).toMatchObject({ key: "done:1" });
    });
  });

  describe("receipts", () => {
    const read = { status: "read" as const, at: at(9).toISOString() };
    const delivered = { status: "delivered" as const, at: at(8).toISOString() };
    const failed = {
      status: "failed" as const,
      at: at(7).toISOString(),
      fault: { code: "131047", message: "Re-engagement message" },
    };
    const sent = { status: "sent" as const, at: at(1) };
    const deliveries = async (id: string) =>
      (await store().transcript(id, 0)).flatMap(({ delivery }) => delivery ?? []);

    test("one that comes before its message has left the outbox is not lost", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello")]);
      await store().markSending(lease, outbox[0]!.id, 0, at(0));
      expect(await store().noteDelivery(outbox[0]!.id, failed)).toBe(true);
      await store().settle(lease, outbox[0]!.id, sent);
      expect(await deliveries(id)).toEqual([failed]);
    });

    test("the furthest counts, whichever comes when", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello")]);
      await store().settle(lease, outbox[0]!.id, sent);
      for (const [told, kept] of [
        [failed, failed],
        [delivered, delivered],
        [failed, delivered],
        [read, read],
        [delivered, read],
      ]) {
        expect(await store().noteDelivery(outbox[0]!.id, told!)).toBe(true);
        expect(await deliveries(id)).toEqual([kept]);
      }
    });

    test("what the vendor charges for is told by one of them, and kept", async () => {
      const pricing = { billable: true, category: "utility" };
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello")]);
      await store().settle(lease, outbox[0]!.id, sent);
      for (const told of [read, { ...delivered, pricing }, delivered])
        await store().noteDelivery(outbox[0]!.id, told);
      expect(await deliveries(id)).toEqual([{ ...read, pricing }]);
    });

    test("of a message of long ago", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("first")]);
      await store().settle(lease, outbox[0]!.id, sent);
      await store().release(lease, at(1));
      for (let n = 0; n < 40; n++) {
        await store().accept(id, [text(`q${n}`)]);
        const claim = await claimed(store(), id, at(n + 2));
        await store().commit(claim.lease, turn(claim), { release: true });
      }
      expect(await store().noteDelivery(outbox[0]!.id, read)).toBe(true);
      expect(await deliveries(id)).toEqual([read]);
    });

    test("of no message of ours", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("hello")]);
      for (const item of ["", "nobody:1", `${id}:1`, `${id}:99`])
        expect(await store().noteDelivery(item, read)).toBe(false);
      expect(await deliveries(id)).toEqual([]);
    });
  });

  describe("fail", () => {
    test("later: the item waits, and wakes its conversation then", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello")]);
      await store().markSending(lease, outbox[0]!.id, 0, at(0));
      expect(await store().fail(lease, outbox[0]!.id, { error: "503", at: at(1), retryAt: at(30) })).toBe(
        true,
      );
      expect((await store().reload(lease))?.outbox).toMatchObject([
        { status: "due", attempts: 1, lastError: "503", dueAt: at(30).toISOString() },
      ]);
      expect(await store().release(lease, at(1))).toBe("released");
      expect(await store().nextWake()).toEqual(at(30));
      expect(await store().claim(id, "w", at(29), leaseMs)).toBeNull();
      expect(await dueIds(store(), at(29))).toEqual([]);
      expect(await store().due(at(30), 10)).toEqual([{ conversationId: id, orphaned: false }]);
      expect((await claimed(store(), id, at(30))).outbox).toHaveLength(1);
    });

    test("a try counts once, marked or not", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [call("reservation:1")]);
      const failure = { error: "busy", at: at(1), retryAt: at(2) };
      await store().fail(lease, outbox[0]!.id, failure);
      await store().markSending(lease, outbox[0]!.id, null, at(2));
      await store().fail(lease, outbox[0]!.id, failure);
      expect((await store().reload(lease))?.outbox[0]?.attempts).toBe(2);
    });

    test("the requests of a message that got through are not made again", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello")]);
      expect(outbox[0]!.requestsTaken).toBe(0);
      const failure = { error: "429", at: at(1), retryAt: at(30) };
      await store().fail(lease, outbox[0]!.id, { ...failure, requestsTaken: 2 });
      expect((await store().reload(lease))?.outbox[0]?.requestsTaken).toBe(2);
      await store().fail(lease, outbox[0]!.id, failure);
      expect((await store().reload(lease))?.outbox[0]?.requestsTaken).toBe(2);
    });

    test("what was put off untried has had no try", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("hello")]);
      const later = { error: "the channel fails", at: at(1), retryAt: at(30), untried: true };
      expect(await store().fail(lease, outbox[0]!.id, later)).toBe(true);
      expect((await store().reload(lease))?.outbox).toMatchObject([
        { status: "due", attempts: 0, lastError: "the channel fails", dueAt: at(30).toISOString() },
      ]);
    });

    test("a message waits for the one before it; a call for nobody", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("1"), message("2"), call("c")]);
      const [first, , reserve] = outbox;
      await store().fail(lease, first!.id, { error: "503", at: at(0), retryAt: at(60) });
      expect(await store().release(lease, at(0))).toBe("more");
      await store().fail(lease, reserve!.id, { error: "busy", at: at(0), retryAt: at(20) });
      expect(await store().release(lease, at(0))).toBe("released");
      expect(await store().nextWake()).toEqual(at(20));
      const claim = await claimed(store(), id, at(20));
      await store().settle(claim.lease, reserve!.id, { status: "called", at: at(20), result: result("r") });
      await store().commit(claim.lease, turn((await store().reload(claim.lease))!));
      expect(await store().release(claim.lease, at(20))).toBe("released");
      expect(await store().nextWake()).toEqual(at(60));
    });

    test("never: a dead letter, a row that says so, and the lane goes on", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("1"), message("2")]);
      const [first, second] = outbox;
      expect(await store().fail(lease, first!.id, { error: "400 bad", at: at(5), dead: true })).toBe(true);
      expect((await store().reload(lease))?.outbox).toEqual([second]);
      expect(await said(store(), id)).toContainEqual(["bot", "failed", "1"]);
      expect((await store().transcript(id, 1))[0]?.reason).toBe("400 bad");
      expect(await store().deadLetters()).toEqual([
        {
          ...first,
          conversationId: id,
          status: "dead",
          attempts: 1,
          lastError: "400 bad",
          diedAt: at(5).toISOString(),
        },
      ]);
    });

    test("a dead call may answer with a result", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [call("reservation:1")]);
      await store().fail(lease, outbox[0]!.id, { error: "gone", at: at(1), dead: true, result: result("r") });
      expect((await store().reload(lease))?.mailbox).toMatchObject([{ key: "r" }]);
      expect((await store().transcript(id, 1)).map((row) => row.from)).toEqual(["system"]);
      expect(await store().deadLetters()).toHaveLength(1);
    });
  });

  describe("retryDeadLetter", () => {
    test("puts it back as a new item at the end, for this epoch, due now", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("1")]);
      await store().fail(lease, outbox[0]!.id, { error: "400", at: at(1), dead: true });
      await store().release(lease, at(1));
      await store().accept(id, [staff("s", "take")], { owner: "staff" });
      const held = await claimed(store(), id, at(1));
      await store().commit(held.lease, turn(held));
      await store().release(held.lease, at(1));

      expect(await store().retryDeadLetter(outbox[0]!.id, at(2))).toBe(true);
      expect(await store().deadLetters()).toEqual([]);
      expect(await dueIds(store(), at(2))).toEqual([id]);
      const [item] = (await claimed(store(), id, at(2))).outbox;
      expect(item).toMatchObject({ seq: 4, effect: message("1"), epoch: 1, status: "due", attempts: 0 });
      expect(item?.id).not.toBe(outbox[0]!.id);
    });

    test("an unknown one is refused", async () => {
      expect(await store().retryDeadLetter("nothing", at(0))).toBe(false);
      expect(await store().retryDeadLetter(`${await newConversation(store())}:1`, at(0))).toBe(false);
    });
  });
}
