import { describe, expect, test } from "@jest/globals";
import {
  at,
  claimed,
  dueIds,
  leaseMs,
  message,
  newConversation,
  text,
  turn,
  withEffects,
} from "./conversation-fixtures.ts";
import type { Subject } from "./conversation-store.ts";

export function leaseCases({ store, restart }: Subject): void {
  describe("claim", () => {
    test("nothing to do is nothing to claim", async () => {
      const id = await newConversation(store());
      expect(await store().claim(id, "w", at(0), leaseMs)).toBeNull();
      expect(await store().claim("nobody", "w", at(0), leaseMs)).toBeNull();
      expect(await store().due(at(0), 10)).toEqual([]);
      expect(await store().nextWake()).toBeNull();
    });

    test("an accept and a claim made together find each other", async () => {
      const id = await newConversation(store());
      const [, claim] = await Promise.all([
        store().accept(id, [text("a")]),
        store().claim(id, "w", at(0), leaseMs),
      ]);
      expect(claim?.mailbox).toHaveLength(1);
      expect(claim).toMatchObject({ orphaned: false, crashes: 0 });
      expect(claim?.lease.until).toEqual(at(leaseMs / 1000));
      expect(claim?.contact.id).toBe(claim?.conversation.contactId);
    });

    test("of several workers, one gets it", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a")]);
      const claims = await Promise.all(
        ["w1", "w2", "w3"].map((worker) => store().claim(id, worker, at(0), leaseMs)),
      );
      expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
      expect(await store().claim(id, "w1", at(7.9), leaseMs)).toBeNull();
      expect(await dueIds(store(), at(7.9))).toEqual([]);
    });

    test("an expired lease is taken over, and the old one is good for nothing", async () => {
      const id = await newConversation(store());
      const old = await withEffects(store(), id, [message("hello")]);
      const [item] = old.outbox;
      await store().accept(id, [text("more")]);
      expect(await store().due(at(8), 10)).toEqual([{ conversationId: id, orphaned: true }]);
      const taken = await claimed(store(), id, at(8));
      expect(taken.orphaned).toBe(true);
      expect(await store().renew(old.lease, at(8), leaseMs)).toBeNull();
      expect(await store().reload(old.lease)).toBeNull();
      expect(await store().commit(old.lease, turn(old))).toEqual({ outcome: "lost" });
      expect(await store().markSending(old.lease, item!.id, 0, at(8))).toBe(false);
      expect(await store().settle(old.lease, item!.id, { status: "sent", at: at(8) })).toBe("lost");
      expect(await store().fail(old.lease, item!.id, { error: "x", at: at(8), dead: true })).toBe(false);
      expect(await store().park(old.lease, [1], "poison", at(8))).toBe(false);
      expect(await store().countCrash(old.lease)).toBe(0);
      expect(await store().release(old.lease, at(8))).toBe("lost");
      expect((await store().reload(taken.lease))?.outbox).toEqual(old.outbox);
      expect((await store().reload(taken.lease))?.orphaned).toBe(true);
    });

    test("a renewed lease lasts", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a")]);
      const { lease } = await claimed(store(), id);
      const renewed = await store().renew(lease, at(3), leaseMs);
      expect(renewed?.until).toEqual(at(11));
      expect(await store().claim(id, "w2", at(10), leaseMs)).toBeNull();
      expect(await dueIds(store(), at(10))).toEqual([]);
      expect(await store().nextWake()).toEqual(at(11));
    });

    test("a worker that died with nothing left to do leaves nothing to do", async () => {
      const id = await newConversation(store());
      const claim = await withEffects(store(), id, []);
      await store().countCrash(claim.lease);
      expect(await store().claim(id, "w2", at(9), leaseMs)).toBeNull();
      expect(await store().due(at(100), 10)).toEqual([]);
      expect(await store().nextWake()).toBeNull();
      await store().accept(id, [text("b")]);
      expect(await claimed(store(), id, at(9))).toMatchObject({ orphaned: false, crashes: 0 });
    });

    test("work in the hands of a process that dies is found by the next one", async () => {
      const id = await newConversation(store());
      const before = await withEffects(store(), id, [message("hello")]);
      await store().markSending(before.lease, before.outbox[0]!.id, 0, at(0));
      await store().accept(id, [text("b")]);
      const reopened = await restart();
      expect(await reopened.due(at(9), 10)).toEqual([{ conversationId: id, orphaned: true }]);
      const claim = await claimed(reopened, id, at(9));
      expect(claim.orphaned).toBe(true);
      expect(claim.mailbox.map((event) => event.key)).toEqual(["b"]);
      expect(claim.outbox).toEqual([
        { ...before.outbox[0], status: "sending", attempts: 1, sendingAt: at(0).toISOString() },
      ]);
      expect(claim.conversation.state).toEqual({ step: "asked" });
      expect(await reopened.accept(id, [text("b")])).toEqual([{ outcome: "duplicate", seq: 3 }]);
    });
  });

  describe("crashes", () => {
    test("are counted until the conversation is given back", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("poison")]);
      let { lease } = await claimed(store(), id, at(0));
      expect(await store().countCrash(lease)).toBe(1);
      const second = await claimed(store(), id, at(10));
      expect(second.crashes).toBe(1);
      expect(await store().countCrash(second.lease)).toBe(2);
      expect((await store().reload(second.lease))?.crashes).toBe(2);
      ({ lease } = second);
      await store().commit(lease, turn(second));
      expect(await store().release(lease, at(10))).toBe("released");
      await store().accept(id, [text("fine")]);
      expect((await claimed(store(), id, at(11))).crashes).toBe(0);
    });

    test("a parked event leaves the mailbox and the conversation waits for people", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("poison"), text("fine")]);
      const { lease } = await claimed(store(), id);
      await store().countCrash(lease);
      expect(await store().park(lease, [1], "crashed 3 times", at(1))).toBe(true);
      const after = await store().reload(lease);
      expect(after?.mailbox.map((event) => event.key)).toEqual(["fine"]);
      expect(after?.crashes).toBe(0);
      expect(after?.conversation).toMatchObject({ owner: "waiting", epoch: 1 });
      expect(after?.conversation.handover).toMatchObject({
        reason: "crashed 3 times",
        at: at(1).toISOString(),
      });
      expect(await store().parked()).toEqual([
        {
          conversationId: id,
          event: { ...text("poison"), seq: 1 },
          reason: "crashed 3 times",
          at: at(1).toISOString(),
        },
      ]);
      expect(await store().accept(id, [text("poison")])).toEqual([{ outcome: "duplicate", seq: 1 }]);
      expect(await store().commit(lease, turn(after!))).toMatchObject({ outcome: "committed" });
    });
  });

  describe("release", () => {
    test("is refused while there is more to do", async () => {
      const id = await newConversation(store());
      const claim = await withEffects(store(), id, []);
      await store().accept(id, [text("b")]);
      expect(await store().release(claim.lease, at(0))).toBe("more");
      expect(await store().claim(id, "w2", at(0), leaseMs)).toBeNull();
      const next = await store().reload(claim.lease);
      expect(next?.mailbox.map((event) => event.key)).toEqual(["b"]);
      await store().commit(claim.lease, turn(next!, { effects: [message("hello")] }));
      expect(await store().release(claim.lease, at(0))).toBe("more");
    });

    test("a yield gives it back to stand behind those that wait", async () => {
      const [busy, other] = [await newConversation(store()), await newConversation(store(), "omar")];
      await store().accept(busy, [text("a"), text("b")]);
      const claim = await claimed(store(), busy);
      await store().accept(other, [text("a")]);
      expect(await store().release(claim.lease, at(0), { yield: true })).toBe("released");
      expect(await store().due(at(0), 10)).toEqual([
        { conversationId: other, orphaned: false },
        { conversationId: busy, orphaned: false },
      ]);
      expect((await claimed(store(), busy)).orphaned).toBe(false);
    });
  });

  describe("due", () => {
    test("serves in the order of arrival, as many as asked for; a second message keeps the place", async () => {
      const ids: string[] = [];
      for (const visitor of ["a", "b", "c"]) ids.push(await newConversation(store(), visitor));
      for (const id of ids) await store().accept(id, [text("1")]);
      await store().accept(ids[0]!, [text("2")]);
      expect(await dueIds(store(), at(0))).toEqual(ids);
      expect(await dueIds(store(), at(0), 2)).toEqual(ids.slice(0, 2));
      expect((await store().nextWake())!.getTime()).toBeLessThanOrEqual(at(0).getTime());
    });

    test("neither new messages nor retries crowd the other out", async () => {
      const retry = await newConversation(store(), "retry");
      const { lease, outbox } = await withEffects(store(), retry, [message("hello")]);
      await store().fail(lease, outbox[0]!.id, { error: "503", at: at(0), retryAt: at(5) });
      await store().release(lease, at(0));
      for (const visitor of ["a", "b", "c"]) {
        await store().accept(await newConversation(store(), visitor), [text("1")]);
      }
      expect(await dueIds(store(), at(6), 2)).toContain(retry);
      expect(await dueIds(store(), at(6), 2)).toHaveLength(2);
    });
  });
}
