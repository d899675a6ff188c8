import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { receiveArrivals } from "../../bots/arrivals.ts";
import { sameSecret } from "../../channels/shared/same-secret.ts";
import { hashedValue } from "../../channels/shared/short-value.ts";
import { toActivity } from "../../models/activity.ts";
import { DeliveryError, type ThreadControl } from "../../models/ports/channel.ts";
import { StorageError } from "../../models/ports/store.ts";
import { type Arrival, type Webhook, WebhookBodyError } from "../../models/ports/webhook.ts";
import { text } from "../contracts/conversation-fixtures.ts";
import { recordingChannel } from "../fakes/channel.ts";
import { type Front, startFront, testShop } from "./front.ts";

const at = new Date().toISOString();
const sign = (body: string): string => createHmac("sha256", "secret").update(body).digest("hex");

/** A vendor whose calls are lists of arrivals, signed. */
const parrot: Webhook = {
  handshake: (url) =>
    new URL(url).searchParams.get("token") === "ours" ? { status: 200, body: "challenge" } : { status: 403 },
  verify: ({ header, body }) => sameSecret(header("x-signature") ?? "", sign(body.toString())),
  parse({ body }) {
    const list: unknown = JSON.parse(body.toString());
    if (!Array.isArray(list)) throw new WebhookBodyError("a list is expected");
    return list as Arrival[];
  },
  accepted: { status: 200, contentType: "text/xml", body: "<Response/>" },
};
const door = {
  channel: "parrot",
  webhook: parrot,
  accountOf: (account: string) => (account === "1" ? "one" : null),
};

/** Conversations that were passed to other apps, and why the vendor does not let them be. */
const passed: string[] = [];
let refuses: DeliveryError | null = null;
const thread: ThreadControl = {
  take: async () => {},
  async pass({ peer }, app) {
    if (refuses) throw refuses;
    passed.push(`${peer} ${app}`);
  },
};

let front: Front;
beforeAll(async () => {
  front = await startFront({
    services: () => ({ doors: new Map([["parrot/rabat", door]]) }),
    channels: [Object.assign(recordingChannel("parrot", "one"), { thread })],
  });
});
afterAll(() => front.close());

const url = () => `${front.url}/webhooks/parrot/rabat`;
const tell = (arrivals: unknown, signature?: string) => {
  const body = JSON.stringify(arrivals);
  return fetch(url(), { method: "POST", body, headers: { "x-signature": signature ?? sign(body) } });
};
const opening = (peer: string, account = "1") => ({
  channel: "parrot",
  account,
  peer,
  identities: [`parrot:${account}:${peer}`],
});
const event = (peer: string, key: string, said = key, account?: string): Arrival => ({
  kind: "event",
  opening: opening(peer, account),
  event: { ...text(key, said), at },
});
const said = (key: string, words = key) => ({ ...text(key, words), at });
/** The conversation with a shopper, whose account has our name by now. */
const conversationOf = async (peer: string) => {
  const { conversationId } = await front.services.store.open({
    ...opening(peer),
    shopId: testShop.id,
    at: new Date(at),
  });
  return (await front.services.store.get(conversationId))!;
};
const events = async (peer: string) => {
  const { conversation } = await conversationOf(peer);
  const rows = await front.services.store.transcript(conversation.id, 0);
  return rows.flatMap(({ event }) => (event === undefined ? [] : [event]));
};

test("a signed call is stored, and answered as this vendor expects", async () => {
  const answer = await tell([event("amina", "m1", "سلام, où en est ma commande ? 👋"), event("omar", "m2")]);
  expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
    200,
    "text/xml",
    "<Response/>",
  ]);
  expect(await events("amina")).toEqual([said("m1", "سلام, où en est ma commande ? 👋")]);
  expect(await events("omar")).toEqual([said("m2")]);
  expect((await conversationOf("amina")).conversation).toMatchObject({ channel: "parrot", account: "one" });
});

test("one that comes again is answered and not stored again", async () => {
  for (let i = 0; i < 3; i++) expect((await tell([event("twice", "again")])).status).toBe(200);
  expect(await events("twice")).toHaveLength(1);
});

test.each([
  ["without a signature", ""],
  ["with that of another body", sign("[]")],
])("a call %s is refused unread", async (_, signature) => {
  expect((await tell([event("mallory", "m1")], signature)).status).toBe(401);
  expect(await events("mallory")).toEqual([]);
});

test("a signed call that is not of this vendor: 400", async () => {
  expect((await tell({ none: true })).status).toBe(400);
});

test("an account that is not ours is acknowledged and dropped, and the log says so", async () => {
  expect((await tell([event("stranger", "m1", "m1", "2")])).status).toBe(200);
  expect(await events("stranger")).toEqual([]);
  expect(front.log.filter((line) => line.includes("this account is not ours"))).toHaveLength(1);
});

test("nobody is at another address", async () => {
  for (const path of ["parrot", "parrot/sale", "fax"])
    expect((await fetch(`${front.url}/webhooks/${path}`, { method: "POST", body: "[]" })).status).toBe(404);
});

test("the vendor's check of the address", async () => {
  const answer = await fetch(`${url()}?token=ours`);
  expect([answer.status, await answer.text()]).toEqual([200, "challenge"]);
  expect((await fetch(`${url()}?token=theirs`)).status).toBe(403);
});

test("a body beyond 3 MB: 413", async () => {
  expect((await fetch(url(), { method: "POST", body: "x".repeat(3 * 1024 * 1024 + 1) })).status).toBe(413);
});

test("consent that was given or taken back with the vendor's own button", async () => {
  const consent = (key: string, wantsMessages: boolean) =>
    tell([{ kind: "consent", opening: opening("salma"), key, wantsMessages, at }]);
  await consent("stop", false);
  expect((await conversationOf("salma")).contact.wantsMessages).toBe(false);
  await consent("start", true);
  expect((await conversationOf("salma")).contact.wantsMessages).toBe(true);
  expect(await events("salma")).toMatchObject([{ kind: "consent" }, { kind: "consent" }]);
});

test("staff who write in the vendor's app have the conversation; our own echo changes nothing", async () => {
  const echo = { kind: "echo", account: "1", identity: "parrot:1:karim", vendorId: "v1", at };
  await tell([event("karim", "m1"), { ...echo, key: "c:1:1", vendorId: "v0" }]);
  expect((await conversationOf("karim")).conversation.owner).toBe("bot");
  await tell([{ ...echo, text: "Je m'en occupe" }]);
  expect((await conversationOf("karim")).conversation.owner).toBe("staff");
  expect(await events("karim")).toMatchObject([{ kind: "text" }, { kind: "staff", text: "Je m'en occupe" }]);
});

test("what staff wrote there before yesterday is recorded, and the conversation is the bot's today", async () => {
  const before = new Date(Date.now() - 49 * 3600 * 1000).toISOString();
  const echo = { kind: "echo", account: "1", identity: "parrot:1:hamid", vendorId: "v9", at: before };
  await tell([event("hamid", "m1"), { ...echo, text: "Je m'en occupe" }]);
  expect((await conversationOf("hamid")).conversation.owner).toBe("bot");
  expect(await events("hamid")).toMatchObject([{ kind: "text" }, { kind: "staff", text: "Je m'en occupe" }]);
});

test("another app asks for a conversation: it gets what is for people, unless the vendor refuses", async () => {
  const asks = (peer: string, key: string) =>
    tell([{ kind: "control-request", opening: opening(peer), key, app: "7", at }]);
  const ownerOf = async (peer: string) => {
    const { owner, handover } = (await conversationOf(peer)).conversation;
    return [owner, handover?.heldBy];
  };
  await tell([event("samir", "m1")]);
  await asks("samir", "a1");
  await asks("nobody yet", "a2");
  expect([await ownerOf("samir"), passed]).toEqual([["bot", undefined], []]);
  expect(await front.services.store.find(testShop.id, "parrot:1:nobody yet")).toBeNull();

  await tell([{ kind: "echo", account: "1", identity: "parrot:1:samir", vendorId: "v7", at }]);
  refuses = new DeliveryError("credentials", "Meta answered 400, 10: not yours");
  expect((await asks("samir", "a3")).status).toBe(200);
  expect(await ownerOf("samir")).toEqual(["staff", undefined]);
  expect(front.log.filter((line) => line.includes("did not let a conversation be passed"))).toHaveLength(1);

  refuses = null;
  await asks("samir", "a4");
  expect([await ownerOf("samir"), passed]).toEqual([["staff", "7"], ["samir 7"]]);
});

test("receipts are kept with their message, the furthest of them", async () => {
  await tell([event("nora", "m1", "bonjour")]);
  await front.idle();
  const { conversation } = await conversationOf("nora");
  const rows = () => front.services.store.transcript(conversation.id, 0);
  const sent = (await rows()).find(({ from }) => from === "bot")!;
  const receipt = (status: string, key = `${sent.id}:1`) => ({
    kind: "receipt",
    account: "1",
    vendorId: "v1",
    key,
    status,
    at,
  });
  await tell([receipt("read"), receipt("delivered"), receipt("failed", "somebody else's")]);
  expect((await rows()).map(({ delivery }) => delivery?.status)).toEqual([undefined, "read"]);
});

test("all that went out before a mark has come as far; nobody is made by it", async () => {
  for (const key of ["m1", "m2"]) {
    await tell([event("rim", key)]);
    await front.idle();
  }
  const { conversation } = await conversationOf("rim");
  const sent = async () =>
    (await front.services.store.transcript(conversation.id, 0)).filter(({ from }) => from === "bot");
  const [first, second] = await sent();
  const told = (row: { id: string } | undefined, time: string) => ({
    kind: "echo",
    account: "1",
    identity: "parrot:1:rim",
    vendorId: "v",
    key: `${row?.id}:1`,
    at: time,
  });
  await tell([told(first, "2026-01-05T09:00:00.000Z"), told(second, "2026-01-05T09:10:00.000Z")]);
  const mark = (status: string, time: string, identity = "parrot:1:rim") => ({
    kind: "watermark",
    account: "1",
    identity,
    status,
    at: time,
  });
  await tell([
    mark("read", "2026-01-05T09:05:00.000Z"),
    mark("read", "2026-01-05T09:05:00.000Z", "parrot:1:nobody"),
  ]);
  expect((await sent()).map(({ delivery }) => delivery?.status)).toEqual(["read", "sent"]);
  await tell([mark("delivered", "2026-01-05T09:20:00.000Z")]);
  expect((await sent()).map(({ delivery }) => delivery?.status)).toEqual(["read", "delivered"]);
  expect(await front.services.store.find(testShop.id, "parrot:1:nobody")).toBeNull();
});

test("a receipt of a failure: what it asks for is seen to later, of our own messages only", async () => {
  await tell([event("hind", "m1", "bonjour")]);
  await front.idle();
  const { conversation } = await conversationOf("hind");
  const rows = await front.services.store.transcript(conversation.id, 0);
  const { id: item } = rows.find(({ from }) => from === "bot")!;
  const failed = {
    kind: "receipt",
    account: "1",
    vendorId: "v1",
    key: `${item}:1`,
    status: "failed",
    means: "gone",
    fault: { code: "131026", message: "Message undeliverable" },
    at,
  };
  await tell([failed, { ...failed, key: "somebody else's:1" }]);
  expect(front.undelivered).toEqual([{ item, means: "gone", reason: "131026: Message undeliverable" }]);
});

test("a message of the day before yesterday is for people, and not answered", async () => {
  const before = new Date(Date.now() - 49 * 3600 * 1000).toISOString();
  await tell([{ kind: "event", opening: opening("late"), event: { ...text("m1"), at: before } }]);
  const { conversation } = await conversationOf("late");
  expect(conversation).toMatchObject({ owner: "waiting", handover: { reason: "late", at: before } });
  const rows = await front.services.store.transcript(conversation.id, 0);
  expect(rows.map(({ from, status }) => [from, status])).toEqual([["shopper", "unread"]]);
});

test("a shopper who goes on under another address is known there", async () => {
  await tell([event("old", "m1")]);
  const identities = ["parrot:1:old", "parrot:1:new"];
  const moved = { kind: "moved", opening: { ...opening("new"), identities }, leaves: ["parrot:1:old"], at };
  await tell([moved, event("new", "m2")]);
  expect(await events("new")).toEqual([said("m1"), said("m2")]);
  // The old number is somebody else's by now.
  await tell([event("old", "m3")]);
  expect(await events("old")).toEqual([said("m3")]);
});

test("a tap whose payload was too long for the vendor is the tap that was shown", async () => {
  const value = `start:order.track?number=${"1".repeat(80)}`;
  const answers = () => "shown";
  const shown = await startFront({
    answers,
    services: ({ store, inbox, threads, clock, log }) => ({
      doors: new Map([["parrot/rabat", door]]),
      receiveArrivals: receiveArrivals({
        shopId: testShop.id,
        store: {
          ...store,
          latest: async (id) => [
            {
              id: `${id}:1`,
              seq: 1,
              at,
              from: "bot",
              status: "sent",
              activity: toActivity({ text: "?", choices: [{ title: "Suivre", value }] }, "fr"),
            },
          ],
        },
        inbox,
        threads,
        clock,
        log,
        undelivered: async () => {},
      }),
    }),
  });
  const tap = { kind: "tap", key: "t1", at, value: hashedValue(value), title: "Suivre" };
  const body = JSON.stringify([{ kind: "event", opening: opening("amina"), event: tap }]);
  await fetch(`${shown.url}/webhooks/parrot/rabat`, {
    method: "POST",
    body,
    headers: { "x-signature": sign(body) },
  });
  const { conversationId } = await shown.services.store.open({
    ...opening("amina"),
    shopId: testShop.id,
    at: new Date(at),
  });
  const rows = await shown.services.store.transcript(conversationId, 0);
  expect(rows[0]?.event).toMatchObject({ kind: "tap", value });
  await shown.close();
});

test("what cannot be stored is not acknowledged", async () => {
  const full = await startFront({
    services: () => ({
      doors: new Map([["parrot/rabat", door]]),
      receiveArrivals: async () => {
        throw new StorageError("the disk is full");
      },
    }),
  });
  const body = JSON.stringify([event("amina", "m1")]);
  const answer = await fetch(`${full.url}/webhooks/parrot/rabat`, {
    method: "POST",
    body,
    headers: { "x-signature": sign(body) },
  });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
  await full.close();
});
