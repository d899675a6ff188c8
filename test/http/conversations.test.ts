import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Front, post, startFront, visit } from "./front.ts";

let front: Front;
beforeAll(async () => {
  front = await startFront();
});
afterAll(() => front.close());

test("a visitor opens a conversation, writes, and reads the answer", async () => {
  const visitor = await visit(front, {
    locale: "ar-MA",
    contact: { name: "Hélène" },
    metadata: { page: "/" },
  });
  const sent = await visitor.send({ id: "m1", text: "bonjour" });
  expect(sent.status).toBe(202);
  expect(await sent.json()).toEqual({ id: "m1", duplicate: false });
  await visitor.answersAfter(0);
  const { messages, cursor } = (await (await visitor.request("/messages")).json()) as {
    messages: object[];
    cursor: number;
  };
  expect(messages).toMatchObject([
    { seq: 1, from: "shopper", text: "bonjour" },
    { seq: 2, from: "bot", text: "echo: bonjour" },
  ]);
  expect(cursor).toBe(2);
  const stored = await front.services.store.get(visitor.id);
  expect(stored).toMatchObject({
    contact: { name: "Hélène", language: "ar" },
    conversation: { channel: "web", reference: { metadata: { page: "/" } } },
  });
});

test("a message sent again under its id is a duplicate and is answered once", async () => {
  const visitor = await visit(front);
  for (let time = 1; time <= 5; time++) {
    const response = await visitor.send({ id: "same", text: "hello" });
    expect(await response.json()).toEqual({ id: "same", duplicate: time > 1 });
  }
  await visitor.answersAfter(0);
  const { messages } = await visitor.answersAfter(0);
  expect(messages.map(({ text }) => text)).toEqual(["hello", "echo: hello"]);
});

test("a message without an id gets one", async () => {
  const visitor = await visit(front);
  const { id } = (await (await visitor.send({ text: "hello" })).json()) as { id: string };
  expect(id).toMatch(/^[\w-]{36}$/);
});

test("a tap shows its title and keeps its value", async () => {
  const visitor = await visit(front);
  await visitor.send({ value: "start:order.track", title: "Suivre" });
  await visitor.answersAfter(0);
  const { messages } = await visitor.answersAfter(0);
  expect(messages[0]).toMatchObject({ from: "shopper", value: "start:order.track", text: "Suivre" });
});

test.each([
  ["NUL", "a\u0000b"],
  ["a lone surrogate", "a\ud800b"],
  ["zero-width and right-to-left marks", "a\u200b\u200f\u202e\ufeffb"],
  ["emoji only", "👩‍👩‍👧‍👦🇲🇦"],
  ["HTML and template syntax", "<script>alert(1)</script>{{constructor}}#{7*7}%s"],
  ["operators of a database", '{"$gt":""}'],
  ["ten thousand characters", "م".repeat(10_000)],
])("text is kept exactly: %s", async (_name, text) => {
  const visitor = await visit(front);
  expect((await visitor.send({ text })).status).toBe(202);
  const { messages } = await visitor.answersAfter(0);
  const all = (await (await visitor.request("/messages")).json()) as { messages: { text: string }[] };
  expect(all.messages.map((message) => message.text)).toEqual([text, `echo: ${text}`]);
  expect(messages.length).toBeGreaterThan(0);
});

test("two messages whose ids differ are two messages, whatever characters they hold", async () => {
  const visitor = await visit(front);
  const first = await visitor.send({ id: "a", text: "one" });
  const second = await visitor.send({ id: "A", text: "two" });
  expect(await first.json()).toEqual({ id: "a", duplicate: false });
  expect(await second.json()).toEqual({ id: "A", duplicate: false });
});

test("a language that the shop does not serve is left to the shop", async () => {
  const visitor = await visit(front, { locale: "de-DE" });
  expect((await front.services.store.get(visitor.id))?.contact.language).toBeNull();
});

test("ids and tokens cannot be guessed and are not stored", async () => {
  const one = await visit(front);
  const two = await visit(front);
  expect(one.id).not.toBe(two.id);
  expect(one.id.length).toBeGreaterThanOrEqual(16);
  expect(one.token).toMatch(/^[\w-]{43}$/);
  const tokens = await front.services.records((await import("../../bots/http/tokens.ts")).webTokenKind);
  const stored = await tokens.get(one.id);
  expect(stored?.doc.hash).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify(stored)).not.toContain(one.token);
});

test("without its token a conversation looks like one that does not exist", async () => {
  const one = await visit(front);
  const two = await visit(front);
  const ask = async (id: string, authorization?: string) => {
    const response = await fetch(`${front.url}/v1/conversations/${id}/messages`, {
      headers: { ...(authorization && { authorization }), "x-request-id": "same" },
    });
    return [response.status, response.headers.get("www-authenticate"), await response.text()];
  };
  const missing = await ask("no-such-conversation", `Bearer ${two.token}`);
  expect(missing[0]).toBe(401);
  expect(await ask(one.id, `Bearer ${two.token}`)).toEqual(missing);
  expect(await ask(one.id)).toEqual(missing);
  expect(await ask(one.id, `Basic ${one.token}`)).toEqual(missing);
  expect(await ask(one.id, `Bearer ${front.services.operatorKey}`)).toEqual(missing);
});

test("a token still opens its conversation after a restart of the front", async () => {
  const { webTokens } = await import("../../bots/http/tokens.ts");
  const visitor = await visit(front);
  const afterRestart = await webTokens(front.services.records);
  expect(await afterRestart.check(visitor.id, visitor.token)).toBe(true);
  expect(await afterRestart.check(visitor.id, "wrong")).toBe(false);
});

test("a full mailbox answers 429 and says when to come back", async () => {
  const flooded = await startFront({
    services: () => ({ inbox: { receive: async () => [{ outcome: "flooded", seq: 9 }] } }),
  });
  const visitor = await visit(flooded);
  const response = await visitor.send({ text: "hello" });
  expect(response.status).toBe(429);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(await response.json()).toMatchObject({ type: "urn:hanout:problem:flooded" });
  await flooded.close();
});

test("when nothing can be stored the answer is 503 and says nothing of why", async () => {
  const { StorageError } = await import("../../models/ports/store.ts");
  const broken = await startFront({
    services: () => ({
      inbox: {
        receive: async () => {
          throw new StorageError("disk full at /secret/place");
        },
      },
    }),
  });
  const visitor = await visit(broken);
  const response = await visitor.send({ text: "hello" });
  expect(response.status).toBe(503);
  expect(await response.text()).not.toContain("secret");
  expect(broken.log.join("")).toContain("disk full");
  await broken.close();
});

test("a page that shows the opening may be opened by many at once", async () => {
  const opened = await Promise.all(Array.from({ length: 10 }, () => visit(front)));
  expect(new Set(opened.map(({ id }) => id)).size).toBe(10);
});

test("an opening takes no more than it declares", async () => {
  const response = await post(`${front.url}/v1/conversations`, { owner: "staff" });
  expect(response.status).toBe(400);
});
