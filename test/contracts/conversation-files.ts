import { describe, expect, test } from "@jest/globals";
import type { InboundEvent } from "../../models/events.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import { at, claimed, message, newConversation, text, turn } from "./conversation-fixtures.ts";
import type { Subject } from "./conversation-store.ts";

const photo = (key: string): InboundEvent & { kind: "media" } => ({
  kind: "media",
  key,
  at: at(0).toISOString(),
  media: "image",
  vendorMedia: `vendor's ${key}`,
  caption: "abîmé \ud83d",
});
const kept = (key: string, note: object) => {
  const { vendorMedia: _, ...event } = photo(key);
  return { ...event, ...note };
};
const events = async (store: ConversationStore, id: string): Promise<unknown[]> =>
  (await store.transcript(id, 0)).map(({ event }) => event);

export function fileCases({ store, restart }: Subject): void {
  describe("noteFile", () => {
    test("the event and its row know the file; the vendor's reference is forgotten", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a"), photo("p"), photo("q")]);
      const { lease, mailbox, conversation } = await claimed(store(), id);
      expect(mailbox[1]).toEqual({ ...photo("p"), seq: 2 });
      expect(await store().noteFile(lease, 2, { mediaId: "kept.png" })).toBe(true);
      expect(await store().noteFile(lease, 3, { notKept: "gone" })).toBe(true);
      const after = await store().reload(lease);
      expect(after?.mailbox).toEqual([
        { ...text("a"), seq: 1 },
        { ...kept("p", { mediaId: "kept.png" }), seq: 2 },
        { ...kept("q", { notKept: "gone" }), seq: 3 },
      ]);
      expect(after?.conversation).toEqual(conversation);
      const rows = [text("a"), kept("p", { mediaId: "kept.png" }), kept("q", { notKept: "gone" })];
      expect(await events(store(), id)).toEqual(rows);
      const outcome = await store().commit(lease, turn(after!, { effects: [message("merci")] }));
      expect(outcome.outcome).toBe("committed");
      expect((await events(store(), id)).slice(0, 3)).toEqual(rows);
    });

    test("what arrives meanwhile keeps its place", async () => {
      const id = await newConversation(store());
      await store().accept(id, [photo("p")]);
      const { lease } = await claimed(store(), id);
      await store().accept(id, [text("b")]);
      expect(await store().noteFile(lease, 1, { mediaId: "kept.png" })).toBe(true);
      await store().accept(id, [text("c")]);
      const mailbox = (await store().reload(lease))?.mailbox.map(({ seq, key }) => [seq, key]);
      expect(mailbox).toEqual([
        [1, "p"],
        [2, "b"],
        [3, "c"],
      ]);
    });

    test("delivered again it is the same event", async () => {
      const id = await newConversation(store());
      await store().accept(id, [photo("p")]);
      const { lease } = await claimed(store(), id);
      await store().noteFile(lease, 1, { mediaId: "kept.png" });
      expect(await store().accept(id, [photo("p")])).toEqual([{ outcome: "duplicate", seq: 1 }]);
      expect(await events(store(), id)).toEqual([kept("p", { mediaId: "kept.png" })]);
    });

    test("a crash before it leaves the event as it came, one after it what was noted", async () => {
      const id = await newConversation(store());
      await store().accept(id, [photo("p")]);
      const dead = await claimed(store(), id);
      const reopened = await restart();
      const again = await claimed(reopened, id, at(10));
      expect(again.mailbox).toEqual([{ ...photo("p"), seq: 1 }]);
      expect(await reopened.noteFile(dead.lease, 1, { mediaId: "lost.png" })).toBe(false);
      expect(await reopened.noteFile(again.lease, 1, { mediaId: "kept.png" })).toBe(true);
      const last = await claimed(await restart(), id, at(20));
      expect(last.mailbox).toEqual([{ ...kept("p", { mediaId: "kept.png" }), seq: 1 }]);
    });

    test("only for an event that waits", async () => {
      const id = await newConversation(store());
      await store().accept(id, [photo("p")]);
      const claim = await claimed(store(), id);
      expect(await store().noteFile(claim.lease, 7, { mediaId: "kept.png" })).toBe(false);
      await store().commit(claim.lease, turn(claim));
      expect(await store().noteFile(claim.lease, 1, { mediaId: "kept.png" })).toBe(false);
      expect(await events(store(), id)).toEqual([photo("p")]);
    });

    test("what is parked afterwards has its file", async () => {
      const id = await newConversation(store());
      await store().accept(id, [photo("p")]);
      const { lease } = await claimed(store(), id);
      await store().noteFile(lease, 1, { mediaId: "kept.png" });
      await store().park(lease, [1], "it fails", at(1));
      expect((await store().parked())[0]?.event).toEqual({ ...kept("p", { mediaId: "kept.png" }), seq: 1 });
      expect(await events(store(), id)).toEqual([kept("p", { mediaId: "kept.png" })]);
    });
  });
}
