import { describe, expect, test } from "@jest/globals";
import {
  at,
  claimed,
  leaseMs,
  newConversation,
  opening,
  said,
  staff,
  text,
  turn,
} from "./conversation-fixtures.ts";
import type { Subject } from "./conversation-store.ts";

const mailboxLimit = 100;
const texts = (from: number, count: number) => Array.from({ length: count }, (_, i) => text(`m${from + i}`));

export function inboxCases({ store }: Subject): void {
  describe("open", () => {
    test("ten openings at once are one conversation", async () => {
      const opened = await Promise.all(Array.from({ length: 10 }, () => store().open(opening("amina"))));
      expect(new Set(opened.map((o) => o.conversationId)).size).toBe(1);
      expect(new Set(opened.map((o) => o.contactId)).size).toBe(1);
      expect(opened.filter((o) => o.created)).toHaveLength(1);
    });

    test("a new conversation is the bot's, and knows what the opening told", async () => {
      const { conversationId, contactId } = await store().open(
        opening("amina", {
          language: "fr",
          claimed: { name: "Amina", phone: "+212661234567" },
          reference: { serviceUrl: "https://example.com" },
        }),
      );
      const found = await store().get(conversationId);
      expect(found).toEqual({
        conversation: {
          id: conversationId,
          shopId: "dar-lina",
          contactId,
          channel: "web",
          account: "page",
          peer: "amina",
          owner: "bot",
          epoch: 0,
          handover: null,
          version: 0,
          state: null,
          reach: { heardAt: null, freeUntil: null, goneAt: null, spentUntil: null },
          reference: { serviceUrl: "https://example.com" },
          createdAt: at(0).toISOString(),
        },
        contact: {
          id: contactId,
          shopId: "dar-lina",
          name: "Amina",
          language: "fr",
          wantsMessages: true,
          claimed: { phone: "+212661234567" },
        },
      });
    });

    test("the first identity known decides, and the others are learned", async () => {
      const first = await store().open(opening("amina"));
      await store().open(opening("omar"));
      const both = await store().open(opening("x", { identities: ["web:new", "web:amina", "web:omar"] }));
      expect(both).toEqual({ ...first, created: false });
      expect(await store().open(opening("x", { identities: ["web:new"] }))).toEqual(both);
    });

    test("the same identity in another shop is another conversation", async () => {
      const here = await newConversation(store());
      const there = await store().open(opening("amina", { shopId: "dar-omar" }));
      expect(there.created).toBe(true);
      expect(there.conversationId).not.toBe(here);
    });

    test("the newest reference and claims are kept; a name that is known stays", async () => {
      const { conversationId } = await store().open(
        opening("amina", { claimed: { name: "Amina", email: "a@example.com" }, reference: 1 }),
      );
      await store().open(
        opening("amina", { claimed: { name: "Nobody", phone: "+33600000000" }, reference: 2 }),
      );
      await store().open(opening("amina"));
      const found = await store().get(conversationId);
      expect(found?.conversation.reference).toBe(2);
      expect(found?.contact.name).toBe("Amina");
      expect(found?.contact.claimed).toEqual({ email: "a@example.com", phone: "+33600000000" });
    });

    test("who writes from the same number on another channel is the same contact, in a conversation of its own", async () => {
      const phone = "+212661234567";
      const chat = await store().open(opening("amina", { phone, claimed: { name: "Amina" } }));
      const sms = await store().open(opening("sms", { channel: "sms", phone }));
      expect(sms).toMatchObject({ created: true, contactId: chat.contactId });
      expect(sms.conversationId).not.toBe(chat.conversationId);
      const other = await store().open(opening("omar", { phone: "+212600000000" }));
      expect(other.contactId).not.toBe(chat.contactId);
      const found = await store().ofContact(chat.contactId);
      expect(found.map(({ conversation }) => conversation.id).sort()).toEqual(
        [chat.conversationId, sms.conversationId].sort(),
      );
      expect(found[1]!.contact).toMatchObject({ name: "Amina", phone });
    });

    test("two contacts that turn out to be one: what either had said is kept, and STOP is STOP", async () => {
      const phone = "+212661234567";
      const chat = await store().open(opening("amina", { claimed: { email: "a@example.com" } }));
      await store().accept(chat.conversationId, [text("stop")], { wantsMessages: false });
      const sms = await store().open(opening("sms", { channel: "sms", phone, claimed: { name: "Amina" } }));
      const now = await store().open(opening("amina", { phone }));
      expect(now).toEqual({ ...chat, contactId: sms.contactId, created: false });
      for (const { conversationId } of [chat, sms])
        expect((await store().get(conversationId))!.contact).toEqual({
          id: sms.contactId,
          shopId: "dar-lina",
          name: "Amina",
          language: null,
          wantsMessages: false,
          claimed: { email: "a@example.com" },
          phone,
        });
      expect((await claimed(store(), chat.conversationId)).contact.id).toBe(sms.contactId);
      expect(await store().ofContact(chat.contactId)).toEqual([]);
    });

    test("two conversations that are joined are one contact's, with all their others; again, nothing changes", async () => {
      const phone = "+212661234567";
      const chat = await store().open(opening("chat", { phone, claimed: { name: "Amina" } }));
      const page = await store().open(opening("page", { claimed: { email: "a@example.com" } }));
      const other = await store().open(opening("other", { phone: "+212600000000" }));
      await store().join(other.conversationId, page.conversationId);
      await store().accept(page.conversationId, [text("stop")], { wantsMessages: false });
      for (const _ of [1, 2]) await store().join(chat.conversationId, page.conversationId);
      for (const { conversationId } of [chat, page, other])
        expect((await store().get(conversationId))!.contact).toEqual({
          id: chat.contactId,
          shopId: "dar-lina",
          name: "Amina",
          language: null,
          wantsMessages: false,
          claimed: { email: "a@example.com" },
          phone,
        });
      expect((await store().open(opening("page"))).contactId).toBe(chat.contactId);
      await store().join(chat.conversationId, "nobody's");
      expect(await store().ofContact(other.contactId)).toEqual([]);
    });

    test("a number that a shopper says is theirs joins nobody", async () => {
      const phone = "+212661234567";
      const chat = await store().open(opening("amina", { phone }));
      const web = await store().open(opening("web", { claimed: { phone } }));
      expect(web.contactId).not.toBe(chat.contactId);
    });

    test("identities that were left are nobody's", async () => {
      const before = await store().open(opening("old", { identities: ["web:old", "web:new"] }));
      await store().leave("dar-lina", ["web:old", "web:never"]);
      expect(await store().open(opening("new"))).toEqual({ ...before, created: false });
      expect((await store().open(opening("old"))).created).toBe(true);
    });

    test("identities that differ in a lone surrogate are two", async () => {
      const one = await store().open(opening("x", { identities: ["web:\ud800"] }));
      const two = await store().open(opening("x", { identities: ["web:\ud801"] }));
      expect(two.conversationId).not.toBe(one.conversationId);
    });
  });

  describe("accept", () => {
    test("gives each event its place, in order", async () => {
      const id = await newConversation(store());
      expect(await store().accept(id, [text("a"), text("b")])).toEqual([
        { outcome: "accepted", seq: 1 },
        { outcome: "accepted", seq: 2 },
      ]);
      expect(await store().accept(id, [text("c")])).toEqual([{ outcome: "accepted", seq: 3 }]);
      const { mailbox, conversation } = await claimed(store(), id);
      expect(mailbox).toEqual([
        { ...text("a"), seq: 1 },
        { ...text("b"), seq: 2 },
        { ...text("c"), seq: 3 },
      ]);
      expect(conversation.version).toBe(0);
    });

    test("an unknown conversation is null", async () => {
      expect(await store().accept("nobody", [text("a")])).toBeNull();
      expect(await store().get("nobody")).toBeNull();
    });

    test("a key seen before is the same event: in one call, at once, and long after it was handled", async () => {
      const id = await newConversation(store());
      const first = await store().accept(id, [text("a"), text("a", "again")]);
      expect(first).toEqual([
        { outcome: "accepted", seq: 1 },
        { outcome: "duplicate", seq: 1 },
      ]);
      const crowd = await Promise.all(Array.from({ length: 5 }, () => store().accept(id, [text("b")])));
      expect(
        crowd
          .flat()
          .map((acceptance) => acceptance?.outcome)
          .sort(),
      ).toEqual(["accepted", ...Array(4).fill("duplicate")]);
      const claim = await claimed(store(), id);
      await store().commit(claim.lease, turn(claim));
      await store().release(claim.lease, at(0));
      expect(await store().accept(id, [text("a"), text("c")])).toEqual([
        { outcome: "duplicate", seq: 1 },
        { outcome: "accepted", seq: 3 },
      ]);
    });

    test("the same key in another conversation is another event", async () => {
      const [amina, omar] = [await newConversation(store()), await newConversation(store(), "omar")];
      await store().accept(amina, [text("a")]);
      expect(await store().accept(omar, [text("a")])).toEqual([{ outcome: "accepted", seq: 1 }]);
    });

    test("what was written comes back to the character", async () => {
      const id = await newConversation(store());
      const strange = "a\0b \ud800 \u202eمرحبا\u200b 👩‍👩‍👧 '\"; DROP TABLE mailbox; --";
      await store().accept(id, [text("k\ud800", strange), text("k\ud801", strange), text("n\0", strange)]);
      const { mailbox } = await claimed(store(), id);
      expect(mailbox).toEqual([
        { ...text("k\ud800", strange), seq: 1 },
        { ...text("k\ud801", strange), seq: 2 },
        { ...text("n\0", strange), seq: 3 },
      ]);
    });

    test("a full mailbox takes no more; the shopper is told once", async () => {
      const id = await newConversation(store());
      await store().accept(id, texts(0, mailboxLimit));
      const beyond = await store().accept(id, texts(mailboxLimit, 3));
      expect(beyond?.map((acceptance) => acceptance.outcome)).toEqual(["flooded", "flooded", "flooded"]);
      const again = await store().accept(id, texts(mailboxLimit, 1));
      expect(again).toEqual([{ outcome: "duplicate", seq: beyond?.[0]?.seq }]);
      const claim = await claimed(store(), id);
      expect(claim.mailbox).toHaveLength(mailboxLimit + 1);
      expect(claim.mailbox.filter((event) => event.kind === "flood")).toHaveLength(1);
      const unread = (await store().transcript(id, 0, 200)).filter((row) => row.status === "unread");
      expect(unread.map((row) => row.seq)).toEqual(beyond?.map((acceptance) => acceptance.seq));
    });

    test("whoever is told that there is no room comes again with the same key", async () => {
      const id = await newConversation(store());
      await store().accept(id, texts(0, mailboxLimit - 1));
      const late = texts(mailboxLimit - 1, 2);
      const change = { ifRoom: true, owner: "staff" as const };
      expect(await store().accept(id, late, change)).toEqual([
        { outcome: "accepted", seq: mailboxLimit },
        { outcome: "flooded", seq: mailboxLimit },
      ]);
      expect(await store().accept(id, late.slice(1), { ...change, wantsMessages: false })).toEqual([
        { outcome: "flooded", seq: mailboxLimit },
      ]);
      const claim = await claimed(store(), id);
      expect(claim.mailbox).toHaveLength(mailboxLimit);
      expect(claim.conversation.owner).toBe("staff");
      expect(claim.contact.wantsMessages).toBe(true);
      await store().commit(claim.lease, turn(claim));
      expect(await store().accept(id, late.slice(1), { ifRoom: true })).toEqual([
        { outcome: "accepted", seq: mailboxLimit + 1 },
      ]);
      const rows = await store().transcript(id, 0, 200);
      expect(rows.filter((row) => row.status === "unread")).toEqual([]);
    });

    test("what is for people to read only is answered by nobody", async () => {
      const id = await newConversation(store());
      const change = { unanswered: true, owner: "waiting" as const };
      expect(await store().accept(id, [text("of last week")], change)).toEqual([
        { outcome: "accepted", seq: 1 },
      ]);
      expect(await store().accept(id, [text("of last week")])).toEqual([{ outcome: "duplicate", seq: 1 }]);
      expect(await store().claim(id, "w", at(1), leaseMs)).toBeNull();
      expect(await store().due(at(1), 1)).toEqual([]);
      expect(await said(store(), id)).toEqual([["shopper", "unread", "of last week"]]);
      expect((await store().get(id))?.conversation.owner).toBe("waiting");
    });

    test("of two who take over at once, the second is superseded", async () => {
      const id = await newConversation(store());
      const { epoch } = (await store().get(id))!.conversation;
      const change = { owner: "staff" as const, ifEpoch: epoch };
      expect(await store().accept(id, [staff("a", "take")], change)).toMatchObject([{ outcome: "accepted" }]);
      expect(await store().accept(id, [staff("b", "take")], change)).toMatchObject([
        { outcome: "superseded" },
      ]);
      expect(await store().transcript(id, 0)).toHaveLength(1);
    });

    test("after the mailbox was emptied, the next flood is told again", async () => {
      const id = await newConversation(store());
      await store().accept(id, texts(0, mailboxLimit + 1));
      const claim = await claimed(store(), id);
      await store().commit(claim.lease, turn(claim));
      await store().accept(id, texts(500, mailboxLimit + 1));
      const next = await store().reload(claim.lease);
      expect(next?.mailbox.filter((event) => event.kind === "flood")).toHaveLength(1);
    });

    test("messages are the shopper's in the transcript, other events the system's", async () => {
      const id = await newConversation(store());
      await store().accept(id, [text("a"), staff("s", "take")]);
      expect(await said(store(), id)).toEqual([
        ["shopper", "received", "a"],
        ["system", "received", "s"],
      ]);
    });
  });

  describe("a change with an event", () => {
    const handover = { reason: "asked", summary: "wants a person", at: at(0).toISOString() };

    test("holds from that write, once, and leaves the version alone", async () => {
      const id = await newConversation(store());
      await store().accept(id, [staff("s1", "take")], { owner: "staff", handover });
      await store().accept(id, [staff("s2", "handBack")], { owner: "bot" });
      await store().accept(id, [staff("s1", "take")], { owner: "staff", handover });
      const found = await store().get(id);
      expect(found?.conversation).toMatchObject({ owner: "bot", epoch: 2, handover: null, version: 0 });
    });

    test("the same owner again is no change of owner", async () => {
      const id = await newConversation(store());
      await store().accept(id, [staff("s1", "take")], { owner: "staff", handover });
      await store().accept(id, [staff("s2", "take")], {
        owner: "staff",
        handover: { ...handover, takenBy: "salma" },
      });
      const found = await store().get(id);
      expect(found?.conversation.epoch).toBe(1);
      expect(found?.conversation.handover?.takenBy).toBe("salma");
    });

    test("an opt-out is on the contact, even from a full mailbox", async () => {
      const id = await newConversation(store());
      await store().accept(id, texts(0, mailboxLimit));
      await store().accept(id, [text("stop")], { wantsMessages: false });
      expect((await store().get(id))?.contact.wantsMessages).toBe(false);
      expect((await store().get(id))?.conversation.epoch).toBe(0);
    });
  });
}
