import { describe, expect, test } from "@jest/globals";
import { at, message, newConversation, staff, text, withEffects } from "./conversation-fixtures.ts";
import type { Subject } from "./conversation-store.ts";

export function viewCases({ store }: Subject): void {
  describe("transcript", () => {
    test("is read from a cursor, so many rows at a time", async () => {
      const id = await newConversation(store());
      await store().accept(
        id,
        ["a", "b", "c"].map((key) => text(key)),
      );
      const seqs = async (after: number, limit?: number) =>
        (await store().transcript(id, after, limit)).map((row) => row.seq);
      expect(await seqs(0)).toEqual([1, 2, 3]);
      expect(await seqs(1, 1)).toEqual([2]);
      expect(await seqs(3)).toEqual([]);
      expect(await store().transcript("nobody", 0)).toEqual([]);
    });

    test("its newest rows, also those behind a message that waits", async () => {
      const id = await newConversation(store());
      const { lease } = await withEffects(store(), id, [message("1"), message("2")]);
      const [first, second] = (await store().reload(lease))!.outbox;
      await store().settle(lease, second!.id, { status: "sent", at: at(2) });
      await store().accept(id, [text("b")]);
      const newest = async (limit: number) => (await store().latest(id, limit)).map(({ seq }) => seq);
      expect(await newest(2)).toEqual([4, 3]);
      await store().settle(lease, first!.id, { status: "sent", at: at(3) });
      expect(await newest(10)).toEqual([4, 3, 2, 1]);
      expect(await store().latest("nobody", 10)).toEqual([]);
    });

    test("a conversation is found by any of its identities", async () => {
      const id = await newConversation(store());
      expect(await store().find("dar-lina", "web:amina")).toBe(id);
      expect(await store().find("dar-omar", "web:amina")).toBeNull();
      expect(await store().find("dar-lina", "web:omar")).toBeNull();
    });

    test("keeps the event as it was accepted", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a")]);
      expect(await store().transcript(id, 0)).toEqual([
        {
          id: expect.any(String),
          seq: 1,
          at: at(0).toISOString(),
          from: "shopper",
          event: text("a"),
          status: "received",
        },
      ]);
    });

    test("no cursor ever passes the rows that came while a full mailbox waited", async () => {
      const id = await newConversation(store());
      const keys = Array.from({ length: 140 }, (_, i) => `m${i}`);
      await store().accept(
        id,
        keys.map((key) => text(key)),
      );
      await store().accept(id, [text("and one more")]);
      const seqs: number[] = [];
      for (let after = 0; ; after = seqs.at(-1)!) {
        const rows = await store().transcript(id, after, 20);
        if (rows.length === 0) break;
        seqs.push(...rows.map(({ seq }) => seq));
      }
      expect(seqs).toEqual(Array.from({ length: 142 }, (_, i) => i + 1));
    });

    test("no cursor ever passes a message that is still on its way", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [message("1"), message("2")]);
      await store().accept(id, [text("later")]);
      const seqs = async () => (await store().transcript(id, 0)).map((row) => row.seq);
      await store().settle(lease, outbox[1]!.id, { status: "sent", at: at(0) });
      expect(await seqs()).toEqual([1]);
      await store().fail(lease, outbox[0]!.id, { error: "400", at: at(0), dead: true });
      expect(await seqs()).toEqual([1, 2, 3, 4]);
    });
  });

  describe("byOwner", () => {
    test("lists a shop's conversations, longest waiting first", async () => {
      const ids: Record<string, string> = {};
      for (const visitor of ["late", "early", "bot", "taken"]) {
        ids[visitor] = await newConversation(store(), visitor);
      }
      const waitSince = (visitor: string, seconds: number) =>
        store().accept(ids[visitor]!, [{ ...staff("s", "take"), at: at(seconds).toISOString() }], {
          owner: "waiting",
          handover: { reason: "asked", summary: "", at: at(seconds).toISOString() },
        });
      await waitSince("late", 20);
      await waitSince("early", 10);
      await waitSince("taken", 5);
      await store().accept(ids.taken!, [staff("t", "take")], { owner: "staff" });

      const found = async (shopId: string, limit?: number) =>
        (await store().byOwner(shopId, "waiting", limit)).map(({ conversation }) => conversation.peer);
      expect(await found("dar-lina")).toEqual(["early", "late"]);
      expect(await found("dar-lina", 1)).toEqual(["early"]);
      expect(await found("another")).toEqual([]);
      const [taken] = await store().byOwner("dar-lina", "staff");
      expect(taken?.conversation.handover?.reason).toBe("asked");
      expect(taken?.contact.id).toBe(taken?.conversation.contactId);
    });
  });
}
