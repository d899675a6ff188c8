import { describe, expect, test } from "@jest/globals";
import type { ConversationStore } from "../../models/ports/store.ts";
import {
  at,
  call,
  claimed,
  message,
  newConversation,
  text,
  turn,
  withEffects,
} from "./conversation-fixtures.ts";
import type { Subject } from "./conversation-store.ts";

const all = (seconds: number) => ({ transcript: at(seconds), deadLetters: at(seconds), parked: at(seconds) });

/** Events and an answer to each, said at these seconds. */
async function talked(store: ConversationStore, id: string, seconds: number[]): Promise<void> {
  for (const second of seconds) {
    await store.accept(id, [{ ...text(`${id} ${second}`), at: at(second).toISOString() }]);
    const claim = await claimed(store, id, at(second));
    const effects = [message(`answer ${second}`)];
    const options = { publish: true, release: true };
    await store.commit(claim.lease, turn(claim, { effects, at: at(second) }), options);
  }
}

const seqs = async (store: ConversationStore, id: string): Promise<number[]> =>
  (await store.transcript(id, 0)).map(({ seq }) => seq);

export function expiryCases({ store }: Subject): void {
  describe("expire", () => {
    test("rows before an instant go, the later ones stay, and places go on", async () => {
      const id = await newConversation(store());
      await talked(store(), id, [1, 2, 3]);
      expect(await store().expire(all(3), "", 50)).toEqual({
        transcript: 4,
        deadLetters: 0,
        parked: 0,
        next: null,
      });
      expect(await seqs(store(), id)).toEqual([5, 6]);
      expect(await store().expire(all(3), "", 50)).toMatchObject({ transcript: 0 });
      await talked(store(), id, [4]);
      expect(await seqs(store(), id)).toEqual([5, 6, 7, 8]);
      expect(await store().accept(id, [text(`${id} 3`)])).toMatchObject([{ outcome: "duplicate", seq: 5 }]);
    });

    test("goes on in small steps, through many rows and conversations", async () => {
      const ids = [await newConversation(store(), "a"), await newConversation(store(), "b")];
      await talked(
        store(),
        ids[0]!,
        Array.from({ length: 20 }, (_, i) => i),
      );
      await talked(store(), ids[1]!, [1, 2, 30]);
      let removed = 0;
      let next: string | null = "";
      for (let steps = 0; next !== null && steps < 50; steps++) {
        const step = await store().expire(all(20), next, 7);
        // A record's own rows, of which there are few, may go with the last of a step.
        expect(step.transcript).toBeLessThanOrEqual(7 + 24);
        removed += step.transcript;
        next = step.next;
      }
      expect(next).toBeNull();
      expect(removed).toBe(44);
      expect(await seqs(store(), ids[0]!)).toEqual([]);
      expect(await seqs(store(), ids[1]!)).toEqual([5, 6]);
      expect(await store().get(ids[0]!)).not.toBeNull();
    });

    test("dead letters and parked events go by their own instants; a parked event keeps what it says", async () => {
      const id = await newConversation(store());
      const { lease, outbox } = await withEffects(store(), id, [call("c")]);
      await store().fail(lease, outbox[0]!.id, { error: "400", at: at(1), dead: true });
      await store().accept(id, [text("poison")]);
      const [, poison] = (await store().transcript(id, 0)).map(({ seq }) => seq);
      await store().park(lease, [poison!], "crashed", at(5));
      await store().release(lease, at(5));
      await store().accept(id, [text("over")], { owner: "bot" });
      const claim = await claimed(store(), id, at(6));
      await store().commit(claim.lease, turn(claim), { release: true });

      const kept = { transcript: at(100), deadLetters: at(2), parked: at(5) };
      expect(await store().expire(kept, "", 50)).toMatchObject({ deadLetters: 1, parked: 0 });
      expect(await store().deadLetters()).toEqual([]);
      expect(await store().parked()).toMatchObject([{ conversationId: id, event: { key: "poison" } }]);
      expect(await store().expire(all(6), "", 50)).toMatchObject({ deadLetters: 0, parked: 1 });
      expect(await store().parked()).toEqual([]);
    });

    test("what waits is left alone: for a worker, a channel, or a person", async () => {
      const held = await newConversation(store(), "held");
      await store().accept(held, [text("a")]);
      await claimed(store(), held);
      const waits = await newConversation(store(), "waits");
      await store().accept(waits, [text("a")]);
      const sends = await newConversation(store(), "sends");
      const { lease } = await withEffects(store(), sends, [message("later")]);
      await store().release(lease, at(-1));
      const asks = await newConversation(store(), "asks");
      await store().accept(asks, [text("a")]);
      const claim = await claimed(store(), asks);
      const handover = { reason: "asked", summary: "", at: at(0).toISOString() };
      await store().commit(claim.lease, turn(claim, { owner: "waiting", handover }), { release: true });

      expect(await store().expire(all(1_000), "", 50)).toMatchObject({ transcript: 0, next: null });
      for (const id of [held, waits, sends, asks]) expect(await seqs(store(), id)).toEqual([1]);
    });
  });
}
