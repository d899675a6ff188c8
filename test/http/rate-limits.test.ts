import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { addressReader, isLocalCaller, networkOf } from "../../bots/http/address.ts";
import { rateLimits } from "../../bots/http/rate-limits.ts";
import { post, startFront, visit } from "./front.ts";

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask"] });
});
afterEach(() => {
  jest.useRealTimers();
});

const rates = { newConversationsPerMinute: 2, messagesPerMinute: 5, conversationMessagesPerMinute: 3 };
const times = async (count: number, act: () => Promise<void>) => {
  for (let time = 0; time < count; time++) await act();
};

test("an address may open so many conversations a minute, and again a minute later", async () => {
  const limits = rateLimits(rates);
  await times(2, () => limits.newConversation("192.0.2.1"));
  await expect(limits.newConversation("192.0.2.1")).rejects.toMatchObject({
    status: 429,
    headers: { "retry-after": "60" },
  });
  await limits.newConversation("192.0.2.2");
  jest.advanceTimersByTime(60_000);
  await limits.newConversation("192.0.2.1");
});

test("a conversation that floods is limited, and others at the same address are not", async () => {
  const limits = rateLimits({ ...rates, messagesPerMinute: 100 });
  await times(3, () => limits.message("192.0.2.1", "loud"));
  await expect(limits.message("192.0.2.1", "loud")).rejects.toMatchObject({
    status: 429,
    kind: "rate-limit",
  });
  await limits.message("192.0.2.1", "quiet");
});

test("an address is limited over all of its conversations", async () => {
  const limits = rateLimits(rates);
  await times(3, () => limits.message("192.0.2.1", "a"));
  await times(2, () => limits.message("192.0.2.1", "b"));
  await expect(limits.message("192.0.2.1", "c")).rejects.toMatchObject({ status: 429 });
});

test("messages refused in one conversation do not use up the address", async () => {
  const limits = rateLimits(rates);
  for (let time = 0; time < 20; time++) await limits.message("192.0.2.1", "loud").catch(() => {});
  await times(2, () => limits.message("192.0.2.1", "quiet"));
});

test("a picture counts as ten messages", async () => {
  const limits = rateLimits({ ...rates, messagesPerMinute: 100, conversationMessagesPerMinute: 15 });
  await limits.picture("192.0.2.1", "a");
  await expect(limits.picture("192.0.2.1", "a")).rejects.toMatchObject({ status: 429 });
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("%s is limited as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

type Incoming = Parameters<ReturnType<typeof addressReader>>[0];
const incoming = (remoteAddress: string, headers: Record<string, string> = {}): Incoming =>
  ({ socket: { remoteAddress }, connection: { remoteAddress }, headers }) as unknown as Incoming;

test("a forwarded address is believed only from a trusted proxy", () => {
  const forged = incoming("198.51.100.7", { "x-forwarded-for": "192.0.2.1" });
  expect(addressReader([])(forged)).toBe("198.51.100.7");
  expect(addressReader(["loopback"])(forged)).toBe("198.51.100.7");
  const proxied = incoming("127.0.0.1", { "x-forwarded-for": "203.0.113.5, 192.0.2.1" });
  expect(addressReader(["loopback"])(proxied)).toBe("192.0.2.1");
});

test.each([
  ["127.0.0.1", {}, [], true],
  ["::1", {}, [], true],
  ["::ffff:127.0.0.1", {}, [], true],
  ["192.0.2.1", {}, [], false],
  ["127.0.0.1", { "x-forwarded-for": "127.0.0.1" }, [], false],
  ["127.0.0.1", { forwarded: "for=127.0.0.1" }, [], false],
  ["127.0.0.1", { "x-forwarded-for": "127.0.0.1" }, ["loopback"], true],
])("a caller at %s with %j behind %j is local: %s", (address, headers, trusted, local) => {
  expect(isLocalCaller(incoming(address, headers as Record<string, string>), address, trusted)).toBe(local);
});

test("over HTTP a refusal is a problem with Retry-After, and nothing is stored", async () => {
  jest.useRealTimers();
  const front = await startFront({ config: { rates: { ...rates, conversationMessagesPerMinute: 1 } } });
  const visitor = await visit(front);
  expect((await visitor.send({ text: "one" })).status).toBe(202);
  const refused = await visitor.send({ text: "two" });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  await visit(front);
  expect((await post(`${front.url}/v1/conversations`, {})).status).toBe(429);
  await visitor.answersAfter(0);
  const rows = await front.services.store.transcript(visitor.id, 0);
  expect(rows.filter(({ from }) => from === "shopper")).toHaveLength(1);
  await front.close();
});
