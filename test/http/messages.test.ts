import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Changes } from "../../bots/http/services.ts";
import { type Front, startFront, visit } from "./front.ts";

/** Counts who listens, so that a leak shows. */
function counting(changes: Changes): Changes & { listening: number; listened: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const counted = {
    listening: 0,
    listened: promise,
    settled: changes.settled,
    follow(id: string, signal: AbortSignal) {
      counted.listening++;
      signal.addEventListener("abort", () => counted.listening--, { once: true });
      resolve();
      return changes.follow(id, signal);
    },
  };
  return counted;
}

let front: Front;
let changes: ReturnType<typeof counting>;
beforeAll(async () => {
  front = await startFront({
    services: (base) => {
      changes = counting(base.changes);
      return { changes };
    },
    answers: (event) => (event.kind === "text" && event.text === "quiet" ? null : "answer"),
  });
});
afterAll(() => front.close());

const openWaits = async (): Promise<number> => {
  const gauge = await front.services.metrics.registry.getSingleMetric("hanout_open_waits")!.get();
  return gauge.values[0]!.value;
};

/** Returns once nobody listens and the gauge says so; a listener that leaks makes the test time out. */
const gone = async () => {
  while (changes.listening > 0 || (await openWaits()) > 0)
    await new Promise((resolve) => setImmediate(resolve));
};

test("a poll without waiting answers at once, with the cursor it was given", async () => {
  const visitor = await visit(front);
  const response = await visitor.request("/messages?after=7");
  expect(await response.json()).toEqual({ messages: [], cursor: 7 });
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("a long poll ends with the message that comes and its answer", async () => {
  const visitor = await visit(front);
  const poll = visitor.request("/messages?wait=20").then((response) => response.json());
  await changes.listened;
  await visitor.send({ text: "hello" });
  expect(await poll).toMatchObject({ messages: [{ text: "hello" }, { text: "answer" }] });
  await gone();
});

test("a long poll without a message ends when its time is up", async () => {
  const visitor = await visit(front);
  const response = await visitor.request("/messages?after=0&wait=1");
  expect(await response.json()).toEqual({ messages: [], cursor: 0 });
  await gone();
});

test("the cursor moves over what is no message", async () => {
  const visitor = await visit(front);
  const at = new Date().toISOString();
  await front.services.inbox.receive(visitor.id, [{ kind: "staff", key: "s1", at, action: "take", by: "A" }]);
  const page = (await (await visitor.request("/messages")).json()) as { messages: unknown[]; cursor: number };
  expect(page).toEqual({ messages: [], cursor: 1 });
});

test("a reader who leaves stops listening", async () => {
  const visitor = await visit(front);
  const leaving = new AbortController();
  const poll = visitor.request("/messages?wait=20", { signal: leaving.signal });
  await changes.listened;
  while (changes.listening === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(await openWaits()).toBe(1);
  leaving.abort();
  await expect(poll).rejects.toThrow();
  await gone();
});

async function readEvents(body: ReadableStream<Uint8Array>, count: number): Promise<string[]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  const events = () => text.split("\n\n").filter((event) => event.startsWith("id:"));
  while (events().length < count) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return events();
}

test("a stream sends messages as they come, and goes on after the last one seen", async () => {
  const visitor = await visit(front);
  await visitor.send({ text: "one" });
  const first = await visitor.request("/stream");
  expect(first.headers.get("content-type")).toBe("text/event-stream");
  const events = await readEvents(first.body!, 2);
  expect(events[0]).toMatch(/^id: 1\nevent: message\ndata: \{.*"text":"one".*\}$/);
  expect(events[1]).toMatch(/^id: 2\nevent: message\ndata: \{.*"text":"answer".*\}$/);

  const again = await visitor.request("/stream", { headers: { "last-event-id": "2" } });
  await visitor.send({ text: "two" });
  const later = await readEvents(again.body!, 2);
  expect(later[0]).toMatch(/^id: 3\n/);
  expect(later[1]).toMatch(/^id: 4\n/);
  await gone();
});

test("a stream refuses a place that is none, and a wrong token, before it begins", async () => {
  const visitor = await visit(front);
  expect((await visitor.request("/stream", { headers: { "last-event-id": "x" } })).status).toBe(400);
  const other = await visit(front);
  const stolen = await fetch(`${front.url}/v1/conversations/${visitor.id}/stream`, {
    headers: { authorization: `Bearer ${other.token}` },
  });
  expect(stolen.status).toBe(401);
});

test("a line break in a text does not break the stream", async () => {
  const visitor = await visit(front);
  await visitor.send({ text: "a\n\nid: 99\n\u2028b" });
  const [event] = await readEvents((await visitor.request("/stream")).body!, 1);
  const data = event!.split("\n").find((line) => line.startsWith("data: "))!;
  expect(JSON.parse(data.slice(6))).toMatchObject({ text: "a\n\nid: 99\n\u2028b" });
});

test("when the server closes, polls and streams end", async () => {
  const closing = new AbortController();
  const other = await startFront({ services: () => ({ closing: closing.signal }) });
  const visitor = await visit(other);
  const poll = visitor.request("/messages?wait=25").then((response) => response.json());
  const stream = await visitor.request("/stream");
  closing.abort();
  expect(await poll).toEqual({ messages: [], cursor: 0 });
  expect(await stream.text()).not.toContain("event:");
  await other.close();
});

test("more than a page of messages is read page by page", async () => {
  const visitor = await visit(front);
  const at = new Date().toISOString();
  const texts = Array.from({ length: 100 }, (_, index) => `t${index}`);
  const events = texts.map((text) => ({ kind: "text" as const, key: text, at, text: "quiet" }));
  await front.services.inbox.receive(visitor.id, events);
  const one = (await (await visitor.request("/messages")).json()) as { messages: unknown[]; cursor: number };
  expect(one.messages).toHaveLength(100);
  await visitor.send({ text: "quiet" });
  const two = (await (await visitor.request(`/messages?after=${one.cursor}`)).json()) as typeof one;
  expect(two.messages).toHaveLength(1);
});
