import { expect, test } from "@jest/globals";
import { linkActions } from "../../bots/link.ts";
import type { EventOf, InboundEvent } from "../../models/events.ts";
import { linkCodeKind } from "../../models/link-code.ts";
import { type VirtualClock, virtualClock } from "../../models/ports/clock.ts";
import { proofTriesKind } from "../../models/proof.ts";
import { recordingChannel } from "../fakes/channel.ts";
import { storeForTests } from "./store.ts";

const shopId = "dar-lina";
const phone = "+212661234567";
const kept = storeForTests();

interface Stage {
  clock: VirtualClock;
  ask(from: string, address?: string): Promise<unknown>;
  /** @param call another call each time, unless it is said to be the same */
  type(from: string, code: string, address?: string, call?: string): Promise<unknown>;
  /** Opens a conversation of a web visitor, or of a number. */
  open(peer: string, channel?: "web" | "chat", phone?: string, network?: string): Promise<string>;
  contactOf(id: string): Promise<string>;
  codes(): { to: string; code: string }[];
  told: { to: string; event: EventOf<"start"> }[];
}

async function openStage({ begins = false } = {}): Promise<Stage> {
  const store = { conversations: kept.conversations(), records: kept.records() };
  const clock = virtualClock("2026-01-05T23:00:00.000Z");
  const told: Stage["told"] = [];
  const chat = recordingChannel();
  if (begins)
    chat.openingTo = (address) => ({
      channel: "chat",
      account: "page",
      peer: address,
      identities: [`chat:${address}`],
    });
  let drawn = 0;
  const { "link.ask": ask, "link.try": type } = await linkActions({
    shopId,
    store,
    channels: new Map([["chat:page", chat]]),
    clock,
    random: () => (++drawn * 0.123_457) % 1,
    receive: async (to: string, [event]: InboundEvent[]) => {
      // A mailbox takes an event once.
      if (!told.some((one) => one.event.key === event!.key))
        told.push({ to, event: event as EventOf<"start"> });
      return [];
    },
  });
  let calls = 0;
  return {
    clock,
    told,
    ask: (conversationId, address = phone) => ask!({ conversationId, address }, `call ${++calls}`),
    type: (conversationId, code, address = phone, call = `call ${++calls}`) =>
      type!({ conversationId, address, code }, call),
    open: async (peer, channel = "web", number = undefined, network = undefined) =>
      (
        await store.conversations.open({
          shopId,
          channel,
          account: "page",
          peer,
          identities: [`${channel}:${peer}`],
          at: clock.now(),
          ...(number !== undefined && { phone: number }),
          ...(network !== undefined && { reference: { network } }),
        })
      ).conversationId,
    contactOf: async (id) => (await store.conversations.get(id))!.contact.id,
    codes: () =>
      told
        .filter(({ event }) => event.flow === "contact.code")
        .map(({ to, event }) => ({ to, code: String(event.slots.code) })),
  };
}

const notThe = (code: string, more = 1): string => String((Number(code) + more) % 1_000_000).padStart(6, "0");

test("a code is good once, for those two conversations, which are one contact's from then on", async () => {
  const stage = await openStage();
  const [page, chat] = [await stage.open("amina"), await stage.open("amina", "chat", phone)];
  expect(await stage.ask(page)).toBe("sent");
  const { to, code } = stage.codes()[0]!;
  expect(to).toBe(chat);
  expect(code).toMatch(/^\d{6}$/);
  expect(await stage.contactOf(page)).not.toBe(await stage.contactOf(chat));
  expect(await stage.type(page, code, phone, "the call")).toBe("right");
  expect(await stage.contactOf(page)).toBe(await stage.contactOf(chat));
  expect(stage.told.at(-1)).toMatchObject({
    to: chat,
    event: { flow: "contact.joined", slots: { from: "web" }, purpose: "asked" },
  });
  // Whoever died before the answer was noted is answered the same; a replay is not.
  const before = stage.told.length;
  expect(await stage.type(page, code, phone, "the call")).toBe("right");
  expect(await stage.type(page, code)).toBe("over");
  expect(stage.told).toHaveLength(before);
  expect(await stage.ask(page)).toBe("already");
});

test("guesses: five for a code, and the right one after them is worth nothing", async () => {
  const stage = await openStage();
  const [page, chat] = [await stage.open("amina"), await stage.open("amina", "chat", phone)];
  await stage.ask(page);
  const { code } = stage.codes()[0]!;
  const answers = [];
  for (const more of [1, 2, 3, 4, 5]) answers.push(await stage.type(page, notThe(code, more)));
  expect(answers).toEqual(["wrong", "wrong", "wrong", "wrong", "over"]);
  expect(await stage.type(page, code)).toBe("over");
  expect(await stage.contactOf(page)).not.toBe(await stage.contactOf(chat));
});

test("many guesses at once count as many", async () => {
  const stage = await openStage();
  await stage.open("amina", "chat", phone);
  const page = await stage.open("amina");
  await stage.ask(page);
  const { code } = stage.codes()[0]!;
  const guesses = Array.from({ length: 30 }, (_, at) => stage.type(page, notThe(code, at + 1)));
  const answers = await Promise.all(guesses);
  expect(answers.filter((answer) => answer === "wrong")).toHaveLength(4);
  expect(answers).not.toContain("right");
});

test("after ten minutes it is over", async () => {
  const stage = await openStage();
  await stage.open("amina", "chat", phone);
  const page = await stage.open("amina");
  await stage.ask(page);
  const { code } = stage.codes()[0]!;
  stage.clock.advance(10 * 60_000);
  expect(await stage.type(page, code)).toBe("over");
});

test("a code of another pair is wrong: of another visitor, of another number, or of the code before", async () => {
  const stage = await openStage();
  const [page, thief] = [await stage.open("amina"), await stage.open("thief")];
  const own = "+212600000000";
  await stage.open("amina", "chat", phone);
  await stage.open("thief", "chat", own);
  await stage.ask(page);
  await stage.ask(thief, own);
  const [hers, his] = stage.codes();
  expect(await stage.type(thief, hers!.code, own)).toBe("wrong");
  // He proves his own number, and says that it was hers.
  expect(await stage.type(thief, his!.code, phone)).toBe("wrong");
  expect(await stage.type(thief, hers!.code, phone)).toBe("wrong");
  await stage.ask(page);
  expect(await stage.type(page, hers!.code)).toBe("wrong");
  expect(await stage.type(page, stage.codes().at(-1)!.code)).toBe("right");
  expect(await stage.contactOf(thief)).not.toBe(await stage.contactOf(page));
});

test("three codes an hour go to a number, whoever asks for them, and three from a conversation", async () => {
  const stage = await openStage();
  await stage.open("amina", "chat", phone);
  const many = await Promise.all(Array.from({ length: 12 }, (_, at) => stage.open(`visitor ${at}`)));
  const answers = await Promise.all(many.map((visitor) => stage.ask(visitor)));
  expect(answers.filter((answer) => answer === "sent")).toHaveLength(3);
  expect(stage.codes()).toHaveLength(3);
  const one = await stage.open("another");
  const others = [];
  for (const end of [1, 2, 3, 4]) others.push(await stage.ask(one, `+21260000000${end}`));
  expect(others).toEqual(["sent", "sent", "sent", "too_many"]);
  stage.clock.advance(3_600_000);
  expect(await stage.ask(one)).toBe("sent");
});

test("thirty an hour from one network, however many conversations it opens", async () => {
  const stage = await openStage();
  const answers = [];
  for (let at = 0; at < 32; at++) {
    const visitor = await stage.open(`visitor ${at}`, "web", undefined, "a network");
    answers.push(await stage.ask(visitor, `+2126000000${at + 10}`));
  }
  expect(answers.filter((answer) => answer === "sent")).toHaveLength(30);
});

test("whether anybody writes from a number cannot be told: the same answers, and the same limits", async () => {
  const stage = await openStage();
  await stage.open("amina", "chat", phone);
  const answersFor = async (visitor: string, address: string) => {
    const page = await stage.open(visitor);
    const answers = [await stage.ask(page, address)];
    const [sent] = stage.codes().slice(-1);
    for (const more of [1, 2, 3, 4, 5, 6])
      answers.push(await stage.type(page, notThe(sent?.code ?? "0", more), address));
    for (const _ of [1, 2, 3]) answers.push(await stage.ask(page, address));
    return answers;
  };
  const known = await answersFor("one", phone);
  expect(await answersFor("other", "+212600000099")).toEqual(known);
  expect(stage.codes()).toHaveLength(3);
});

test("where nobody writes from an address, a conversation is begun there, and joined only by its code", async () => {
  const stage = await openStage({ begins: true });
  const page = await stage.open("amina");
  expect(await stage.ask(page, "Amina@Example.com")).toBe("sent");
  const { to, code } = stage.codes()[0]!;
  expect(await stage.contactOf(to)).not.toBe(await stage.contactOf(page));
  expect(await stage.type(page, code, "amina@example.com")).toBe("right");
  expect(await stage.contactOf(to)).toBe(await stage.contactOf(page));
});

test("neither the address nor the code is kept", async () => {
  const stage = await openStage();
  await stage.open("amina", "chat", phone);
  const page = await stage.open("amina");
  await stage.ask(page);
  const { code } = stage.codes()[0]!;
  const codes = await (await kept.records()(linkCodeKind)).page(null, 10);
  const tries = await (await kept.records()(proofTriesKind)).page(null, 10);
  expect(codes.length + tries.length).toBe(3);
  expect(JSON.stringify([codes, tries])).not.toContain(phone.slice(1));
  expect(JSON.stringify(codes)).not.toContain(code);
});
