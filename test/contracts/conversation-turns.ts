import { describe, expect, test } from "@jest/globals";
import {
  at,
  call,
  claimed,
  message,
  newConversation,
  staff,
  text,
  turn,
  withEffects,
} from "./conversation-fixtures.ts";
import type { Subject } from "./conversation-store.ts";

const handover = { reason: "asked", summary: "wants a person", at: at(0).toISOString() };

export function turnCases({ store }: Subject): void {
  describe("commit", () => {
    test("is one write: the state, exactly those events, the effects", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a"), text("b")]);
      const claim = await claimed(store(), id);
      await store().accept(id, [text("c")]);
      const outcome = await store().commit(
        claim.lease,
        turn(claim, {
          handled: [1],
          state: { slots: { size: 38 } },
          effects: [message("yes", ["a"]), call("reservation:1")],
        }),
      );
      if (outcome.outcome !== "committed") throw new Error(outcome.outcome);
      const common = {
        epoch: 0,
        status: "due",
        attempts: 0,
        requestsTaken: 0,
        lastError: null,
        sendingAt: null,
        echoed: [],
      };
      const times = { createdAt: at(0).toISOString(), dueAt: at(0).toISOString() };
      expect(outcome.outbox).toEqual([
        { id: expect.any(String), seq: 4, effect: message("yes", ["a"]), ...common, ...times },
        { id: expect.any(String), seq: 5, effect: call("reservation:1"), ...common, ...times },
      ]);
      const after = await store().reload(claim.lease);
      expect(after?.mailbox.map((event) => event.key)).toEqual(["b", "c"]);
      expect(after?.outbox).toEqual(outcome.outbox);
      expect(after?.conversation).toMatchObject({ version: 1, state: { slots: { size: 38 } }, epoch: 0 });
    });

    test("where a row is the delivery, writes it at once and keeps the calls to be made", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a")]);
      const { lease, ...claim } = await claimed(store(), id);
      const effects = [call("reservation:1"), message("one", ["a"]), message("two", ["a"])];
      const commit = turn({ lease, ...claim }, { effects, at: at(2) });
      const outcome = await store().commit(lease, commit, { publish: true, release: true });
      expect(outcome).toMatchObject({ outcome: "committed", published: 2, released: false });
      expect(outcome).toHaveProperty("outbox", [expect.objectContaining({ seq: 2, effect: effects[0] })]);
      expect(await store().transcript(id, 1)).toEqual(
        [3, 4].map((seq) => ({
          id: expect.any(String),
          seq,
          at: at(2).toISOString(),
          from: "bot",
          activity: { type: "message", text: seq === 3 ? "one" : "two" },
          status: "sent",
          causes: ["a"],
        })),
      );
    });

    test("publishes nothing past a message that waits in the outbox", async () => {
      const id = await newConversation(store());
      const { lease, ...claim } = await withEffects(store(), id, [message("first")]);
      const commit = turn({ lease, ...claim }, { effects: [message("second")] });
      const outcome = await store().commit(lease, commit, { publish: true, release: true });
      expect(outcome).toMatchObject({ published: 0, released: false });
      expect(await store().transcript(id, 1)).toEqual([]);
    });

    test("gives the lease back when nothing is left to do", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a")]);
      const claim = await claimed(store(), id);
      const options = { publish: true, release: true };
      const outcome = await store().commit(claim.lease, turn(claim, { effects: [message("b")] }), options);
      expect(outcome).toEqual({
        outcome: "committed",
        outbox: [],
        published: 1,
        sending: null,
        released: true,
      });
      expect(await store().reload(claim.lease)).toBeNull();
      expect(await store().nextWake()).toBeNull();
      await store().accept(id, [text("c")]);
      expect(await claimed(store(), id)).toMatchObject({ orphaned: false, conversation: { version: 1 } });
    });

    test("may mark its first message as being sent, unless another waits before it", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a")]);
      const claim = await claimed(store(), id);
      const effects = [call("reservation:1"), message("one"), message("two")];
      const first = await store().commit(claim.lease, turn(claim, { effects }), { send: true });
      if (first.outcome !== "committed") throw new Error(first.outcome);
      const [reserve, one, two] = first.outbox;
      expect(first.sending).toBe(one!.id);
      expect(one).toMatchObject({ status: "sending", attempts: 1 });
      expect([reserve, two]).toMatchObject([{ status: "due" }, { status: "due" }]);
      const after = await store().reload(claim.lease);
      expect(after?.outbox).toEqual(first.outbox);
      const second = await store().commit(claim.lease, turn(after!, { effects: [message("three")] }), {
        send: true,
      });
      expect(second).toMatchObject({ sending: null });
      expect((await store().reload(claim.lease))?.outbox.at(-1)).toMatchObject({ status: "due" });
    });

    test("keeps the lease while an event waits, or when the turn is stale", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a")]);
      const claim = await claimed(store(), id);
      await store().accept(id, [text("b")]);
      const commit = turn(claim);
      const options = { publish: true, release: true };
      expect(await store().commit(claim.lease, commit, options)).toMatchObject({ released: false });
      expect(await store().commit(claim.lease, commit, options)).toEqual({ outcome: "stale" });
      expect((await store().reload(claim.lease))?.mailbox.map((event) => event.key)).toEqual(["b"]);
    });

    test("of an older version is stale and writes nothing", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a")]);
      const claim = await claimed(store(), id);
      await store().commit(claim.lease, turn(claim));
      const again = await store().commit(
        claim.lease,
        turn(claim, { state: "old", effects: [message("old")] }),
      );
      expect(again).toEqual({ outcome: "stale" });
      const after = await store().reload(claim.lease);
      expect(after?.conversation).toMatchObject({ version: 1, state: { step: "asked" } });
      expect(after?.outbox).toEqual([]);
    });

    test("of a turn that ran while staff took the conversation is stale: it never saw them", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a")]);
      const claim = await claimed(store(), id);
      await store().accept(id, [staff("s", "take")], { owner: "staff", handover });
      const speech = { effects: [message("I am the bot")], owner: "waiting" as const };
      expect(await store().commit(claim.lease, turn(claim, speech))).toEqual({ outcome: "stale" });
      const after = await store().reload(claim.lease);
      expect(after?.conversation).toMatchObject({ owner: "staff", version: 0, epoch: 1 });
      expect(after?.mailbox.map((event) => event.key)).toEqual(["a", "s"]);
      expect(await store().commit(claim.lease, turn(after!))).toMatchObject({ outcome: "committed" });
    });

    test("a handover raises the epoch; what the turn itself says may still go out", async () => {
      const id = await newConversation(store());
      const before = await withEffects(store(), id, [message("one moment")]);
      const outcome = await store().commit(
        before.lease,
        turn(before, { owner: "waiting", handover, effects: [message("I call someone")] }),
      );
      if (outcome.outcome !== "committed") throw new Error(outcome.outcome);
      const after = await store().reload(before.lease);
      expect(after?.conversation).toMatchObject({ owner: "waiting", handover, epoch: 1 });
      expect(outcome.outbox.map((item) => item.epoch)).toEqual([0, 1]);
      const [old, own] = outcome.outbox;
      expect(await store().markSending(before.lease, old!.id, old!.epoch, at(0))).toBe(false);
      expect(await store().markSending(before.lease, own!.id, own!.epoch, at(0))).toBe(true);
      expect(await store().commit(before.lease, turn(after!))).toMatchObject({ outcome: "committed" });
    });

    test("may tell what it learned of the contact", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a")]);
      const claim = await claimed(store(), id);
      await store().commit(claim.lease, turn(claim, { contact: { name: "Amina", language: "ar" } }));
      expect((await store().get(id))?.contact).toMatchObject({
        name: "Amina",
        language: "ar",
        wantsMessages: true,
      });
    });

    test("a call already on its way is not asked for twice", async () => {
      const id = await newConversation(store());
      const claim = await withEffects(store(), id, [call("reservation:1"), call("reservation:1")]);
      expect(claim.outbox).toHaveLength(1);
      const outcome = await store().commit(
        claim.lease,
        turn(claim, { effects: [call("reservation:1"), call("reservation:2")] }),
      );
      if (outcome.outcome !== "committed") throw new Error(outcome.outcome);
      expect(outcome.outbox.map((item) => item.effect)).toEqual([
        call("reservation:1"),
        call("reservation:2"),
      ]);
    });

    test("lost updates do not happen: of two commits at once, one is stale", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a")]);
      const claim = await claimed(store(), id);
      const outcomes = await Promise.all(
        [1, 2].map((state) => store().commit(claim.lease, turn(claim, { state }))),
      );
      expect(outcomes.map((outcome) => outcome.outcome).sort()).toEqual(["committed", "stale"]);
    });
  });
}
