import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { unclearActions } from "../../bots/unclear.ts";
import { conversationStart } from "../../jobs/conversation-start.ts";
import type { Unclear } from "../../models/unclear.ts";
import { asOperator, type Front, startFront, testShop, visit } from "./front.ts";

let front: Front;
beforeAll(async () => {
  front = await startFront({ answers: () => null });
});
afterAll(() => front.close());

const json = { "content-type": "application/json" };
const act = (path: string, body?: unknown) =>
  asOperator(front, path, {
    method: "POST",
    ...(body !== undefined && { headers: json, body: JSON.stringify(body) }),
  });
const ownerOf = async (id: string) => (await front.services.store.get(id))?.conversation.owner;

test.each([
  ["GET", "/conversations"],
  ["GET", "/conversations/x"],
  ["POST", "/conversations/x/take"],
  ["POST", "/conversations/x/replies"],
  ["POST", "/conversations/x/hand-back"],
  ["GET", "/dead-letters"],
  ["POST", "/dead-letters/x/retry"],
  ["GET", "/parked"],
  ["GET", "/jobs"],
  ["GET", "/jobs/x"],
  ["POST", "/jobs/x/retry"],
  ["DELETE", "/jobs/x"],
  ["POST", "/catalogue?format=csv"],
  ["GET", "/returns"],
  ["POST", "/returns/R10030-1/approve"],
  ["POST", "/returns/R10030-1/decline"],
  ["POST", "/returns/R10030-1/received"],
  ["POST", "/returns/R10030-1/refunded"],
  ["POST", "/returns/R10030-1/exchanged"],
  ["POST", "/outcomes"],
  ["GET", "/unclear-messages"],
  ["POST", "/unclear-messages/x/label"],
  ["POST", "/unclear-messages/x/dismiss"],
  ["GET", "/cod"],
  ["POST", "/cod/train"],
  ["POST", "/cod/orders/10042/answer"],
  ["GET", "/keys"],
  ["POST", "/keys"],
  ["DELETE", "/keys/x"],
])("%s %s needs a key", async (method, path) => {
  const visitor = await visit(front);
  for (const credential of [undefined, visitor.token, `hk_${"a".repeat(43)}`, "hk_"]) {
    const response = await fetch(`${front.url}/v1/admin${path}`, {
      method,
      ...(credential && { headers: { authorization: `Bearer ${credential}` } }),
    });
    expect(response.status).toBe(401);
  }
});

test("what was said on the phone is noted, unless the order has left", async () => {
  const answered = await act("/cod/orders/10043/answer", { answer: "confirmed" });
  expect(await answered.json()).toEqual({ state: "confirmed" });
  expect((await act("/cod/orders/10042/answer", { answer: "refused" })).status).toBe(409);
  expect((await act("/cod/orders/10043/answer", { answer: "perhaps" })).status).toBe(400);
  expect(await (await act("/cod/train")).json()).toEqual({ trained: null });
});

test("staff take a conversation, answer, and hand it back", async () => {
  const visitor = await visit(front, { contact: { name: "Hélène" } });
  await visitor.send({ text: "a person please" });
  expect((await act(`/conversations/${visitor.id}/replies`, { text: "too early" })).status).toBe(409);

  expect((await act(`/conversations/${visitor.id}/take`)).status).toBe(200);
  expect(await ownerOf(visitor.id)).toBe("staff");
  const list = await (await asOperator(front, "/conversations?owner=staff")).json();
  expect(list).toMatchObject({
    conversations: [{ id: visitor.id, name: "Hélène", owner: "staff", handover: { takenBy: "operator" } }],
  });

  expect((await act(`/conversations/${visitor.id}/replies`, { text: "Here I am" })).status).toBe(200);
  const { messages } = await visitor.answersAfter(0);
  expect(messages.at(-1)).toMatchObject({ from: "staff", text: "Here I am" });
  const detail = await (await asOperator(front, `/conversations/${visitor.id}`)).json();
  expect(detail).toMatchObject({
    conversation: { id: visitor.id },
    messages: [
      { from: "shopper", text: "a person please", status: "received" },
      { from: "staff", text: "Here I am", status: "sent" },
    ],
  });

  expect((await act(`/conversations/${visitor.id}/hand-back`)).status).toBe(200);
  expect(await ownerOf(visitor.id)).toBe("bot");
});

test("a conversation that another has cannot be taken", async () => {
  const visitor = await visit(front);
  const created = (await (await act("/keys", { name: "Samira" })).json()) as { id: string; key: string };
  const take = (key: string) =>
    fetch(`${front.url}/v1/admin/conversations/${visitor.id}/take`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
    });
  expect((await take(created.key)).status).toBe(200);
  expect((await take(created.key)).status).toBe(200);
  const refused = await take(front.services.operatorKey);
  expect(refused.status).toBe(409);
  expect(((await refused.json()) as { detail: string }).detail).toContain("Samira");
});

test("what does not exist is 404", async () => {
  expect((await asOperator(front, "/conversations/nobody")).status).toBe(404);
  expect((await act("/conversations/nobody/take")).status).toBe(404);
  expect((await act("/conversations/nobody/hand-back")).status).toBe(404);
  expect((await act("/dead-letters/none/retry")).status).toBe(404);
  expect((await asOperator(front, "/keys/none", { method: "DELETE" })).status).toBe(404);
});

test("a key works until it is revoked, and is never shown again", async () => {
  const created = (await (await act("/keys", { name: "n8n" })).json()) as { id: string; key: string };
  const withKey = () =>
    fetch(`${front.url}/v1/admin/parked`, { headers: { authorization: `Bearer ${created.key}` } });
  expect((await withKey()).status).toBe(200);
  const list = await (await asOperator(front, "/keys")).text();
  expect(list).toContain("n8n");
  expect(list).not.toContain(created.key);
  expect(list).not.toContain("hash");
  expect((await asOperator(front, `/keys/${created.id}`, { method: "DELETE" })).status).toBe(200);
  expect((await withKey()).status).toBe(401);
});

test("an event that could not be handled is listed, without its text", async () => {
  const broken = await startFront({
    answers: () => {
      throw new Error("a bug");
    },
  });
  const visitor = await visit(broken);
  await visitor.send({ text: "private words" });
  const listed = async () => (await asOperator(broken, "/parked")).text();
  while (!(await listed()).includes(visitor.id)) await new Promise((resolve) => setImmediate(resolve));
  expect(JSON.parse(await listed())).toMatchObject({
    parked: expect.arrayContaining([expect.objectContaining({ kind: "text", seq: 1 })]),
  });
  expect(await listed()).not.toContain("private words");
  await broken.close();
});

describe("jobs", () => {
  const at = new Date("2100-01-05T09:00:00.000Z");
  const job = async (key: string) => (await asOperator(front, `/jobs/${encodeURIComponent(key)}`)).json();
  const listed = async (query = "") =>
    ((await (await asOperator(front, `/jobs${query}`)).json()) as { jobs: { key: string }[] }).jobs;

  test("are listed, shown and cancelled, whatever is in their keys", async () => {
    const data = { conversationId: "nobody", flow: "order.track", slots: {} };
    await front.services.scheduler.schedule(conversationStart, data, at, "reminder/1?é");
    expect(await listed("?state=waiting")).toMatchObject([{ key: "reminder/1?é" }]);
    expect(await job("reminder/1?é")).toMatchObject({ state: "waiting", data, dueAt: at.toISOString() });
    const cancel = () =>
      asOperator(front, `/jobs/${encodeURIComponent("reminder/1?é")}`, { method: "DELETE" });
    expect((await cancel()).status).toBe(200);
    expect((await cancel()).status).toBe(404);
    expect(await listed("?state=waiting")).toEqual([]);
  });

  test("that were given up are listed with the reason, and tried again", async () => {
    const data = { conversationId: "nobody", flow: "order.track", slots: {} };
    await front.services.scheduler.schedule(conversationStart, data, at, "dead:1");
    expect((await act("/jobs/dead%3A1/retry")).status).toBe(404);
    await front.services.scheduler.runDue(at);
    expect(await listed()).toMatchObject([
      { key: "dead:1", job: "conversation.start", lastError: expect.stringContaining("nobody"), dueAt: null },
    ]);
    expect((await act("/jobs/dead%3A1/retry")).status).toBe(200);
    expect(await listed()).toEqual([]);
    expect(await job("dead:1")).toMatchObject({ state: "waiting", failures: 0 });
  });
});

test("a catalogue is handed over as it is", async () => {
  const send = (query: string, type: string, body: string) =>
    asOperator(front, `/catalogue${query}`, { method: "POST", headers: { "content-type": type }, body });
  expect(await (await send("?format=csv", "text/csv", "12345")).json()).toEqual({
    products: 1,
    variants: 5,
    retired: 0,
    kept: 0,
    problems: [],
  });
  expect((await send("", "text/csv", "x")).status).toBe(400);
  expect((await send("?format=xml", "text/csv", "x")).status).toBe(400);
  expect((await send("?format=csv", "text/html", "x")).status).toBe(415);
});

describe("messages that may have been misread", () => {
  const at = new Date("2026-01-05T09:00:00.000Z");
  const unclear: Unclear = {
    text: "ou est mon truc",
    language: "fr",
    reason: "not_understood",
    intents: [{ name: "None", score: 0.6 }],
    chosen: null,
  };
  const listed = async () =>
    (
      (await (await asOperator(front, "/unclear-messages")).json()) as {
        messages: { id: string; text: string }[];
      }
    ).messages;
  const note = async (change: Partial<Unclear> = {}) => {
    const note = (await unclearActions(testShop.id, front.services.records, { now: () => at }))[
      "nlu.noteUnclear"
    ]!;
    await note({ ...unclear, ...change }, "key");
  };

  test("are listed, those written most often first, and what was chosen then", async () => {
    await note({ text: "rare" });
    await note();
    await note({ text: "Où est mon truc" });
    await note({ chosen: "order.track" });
    const messages = await listed();
    expect(messages).toMatchObject([
      { text: "ou est mon truc", count: 2, chosen: { "order.track": 1 }, reason: "not_understood" },
      { text: "rare", count: 1, chosen: {} },
    ]);
  });

  test("are labelled once, into the shop's training phrases, or dismissed", async () => {
    const [first, second] = await listed();
    expect((await act(`/unclear-messages/${first!.id}/label`, { intent: "no.intent" })).status).toBe(400);
    expect((await act(`/unclear-messages/${first!.id}/label`, { intent: "order.track" })).status).toBe(200);
    expect((await act(`/unclear-messages/${second!.id}/dismiss`, {})).status).toBe(200);
    expect((await act("/unclear-messages/none/dismiss", {})).status).toBe(404);
    expect(await listed()).toEqual([]);
    const file = await readFile(join(front.services.config.dataDir, "locales/fr/training.yaml"), "utf8");
    expect(file).toContain("order.track:\n  - ou est mon truc\n");
    await note();
    expect(await listed()).toEqual([]);
  });

  test("stay as they are when the shop's file has a fault", async () => {
    const path = join(front.services.config.dataDir, "locales/fr/training.yaml");
    await writeFile(path, "order.track: [");
    await note({ text: "encore un" });
    const [message] = await listed();
    const refused = await act(`/unclear-messages/${message!.id}/label`, { intent: "order.track" });
    expect([refused.status, ((await refused.json()) as { detail: string }).detail]).toEqual([
      409,
      expect.stringMatching(/training\.yaml: .*nothing was written/s),
    ]);
    expect(await listed()).toHaveLength(1);
  });
});
