import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Front, post, startFront } from "./front.ts";

interface Sent {
  path: string;
  body: { text?: string; type?: string; replyToId?: string };
}

/** A Bot Framework channel on this machine, which notes what the bot sends it. */
async function startChannel() {
  const sent: Sent[] = [];
  let arrived = Promise.withResolvers<void>();
  const server: Server = createServer(async (request, response) => {
    const body = await text(request);
    sent.push({ path: request.url ?? "", body: JSON.parse(body) });
    response.setHeader("content-type", "application/json").end('{"id":"sent-1"}');
    arrived.resolve();
    arrived = Promise.withResolvers<void>();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent,
    arrival: () => arrived.promise,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const fixture = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../fixtures/botframework/${name}.json`, import.meta.url), "utf8"));

let front: Front;
let channel: Awaited<ReturnType<typeof startChannel>>;
beforeAll(async () => {
  front = await startFront();
  channel = await startChannel();
});
afterAll(async () => {
  await front.close();
  channel.close();
});

let count = 0;
const activity = (fields: object = {}) => ({
  ...fixture("message"),
  id: `activity-${++count}`,
  serviceUrl: channel.url,
  conversation: { id: `conversation-${count}` },
  ...fields,
});
const send = (body: unknown, headers = {}) => post(`${front.url}/api/messages`, body, headers);

test("a message is answered at its serviceUrl", async () => {
  const arrival = channel.arrival();
  const message = activity({ text: "hello" });
  expect((await send(message)).status).toBe(200);
  await arrival;
  expect(channel.sent.at(-1)).toMatchObject({
    path: `/v3/conversations/${message.conversation.id}/activities`,
    body: { type: "message", text: "echo: hello" },
  });
});

test("the same activity again is answered once", async () => {
  const arrival = channel.arrival();
  const message = activity({ text: "only once" });
  for (let time = 0; time < 5; time++) expect((await send(message)).status).toBe(200);
  await arrival;
  const last = channel.arrival();
  await send({ ...message, id: "another", text: "the last one" });
  await last;
  expect(channel.sent.filter(({ body }) => body.text === "echo: only once")).toHaveLength(1);
});

test("with expectReplies the answer is in the response and nowhere else", async () => {
  const before = channel.sent.length;
  const message = activity({ text: "hello", deliveryMode: "expectReplies" });
  const response = await send(message);
  expect(await response.json()).toMatchObject({
    activities: [{ type: "message", text: "echo: hello", replyToId: message.id }],
  });
  const again = await send(message);
  expect(await again.json()).toMatchObject({ activities: [{ text: "echo: hello" }] });
  expect(channel.sent.length).toBe(before);
});

test("with expectReplies and nothing to say the list is empty", async () => {
  const typing = { ...activity({ deliveryMode: "expectReplies" }), type: "typing" };
  expect(await (await send(typing)).json()).toEqual({ activities: [] });
});

test.each([
  "typing",
  "invoke",
  "message-reaction",
  "end-of-conversation",
  "conversation-update-member-added",
])("%s is taken and ignored", async (name) => {
  const before = channel.sent.length;
  const response = await send({ ...fixture(name), serviceUrl: channel.url });
  expect(response.status).toBe(200);
  expect(channel.sent.length).toBe(before);
});

test.each([
  "https://smba.trafficmanager.net/teams/",
  "http://169.254.169.254/",
  "http://localhost@evil.example/",
])("without credentials a serviceUrl of %s is refused", async (serviceUrl) => {
  const response = await send(activity({ serviceUrl }));
  expect(response.status).toBe(403);
  expect(((await response.json()) as { detail: string }).detail).toMatch(/serviceUrl/);
});

test("without credentials a caller from elsewhere is refused", async () => {
  const forwarded = await send(activity(), { "x-forwarded-for": "192.0.2.1" });
  expect(forwarded.status).toBe(403);
  const page = await send(activity(), { origin: "https://evil.example" });
  expect(page.status).toBe(403);
});

test.each<[string, object]>([
  ["no type", { type: undefined }],
  ["no conversation", { conversation: undefined }],
  ["a number as sender", { from: { id: 5 } }],
  ["a list as text", { text: [] }],
  ["no time", { timestamp: "yesterday" }],
])("an activity with %s is refused", async (_name, fields) => {
  expect((await send(activity(fields))).status).toBe(400);
});

test("with credentials an activity needs a token that Microsoft signed", async () => {
  const configured = await startFront({
    config: { microsoft: { appId: "00000000-0000-0000-0000-000000000001", password: "secret" } },
  });
  const attempt = (authorization?: string) =>
    post(`${configured.url}/api/messages`, activity(), authorization ? { authorization } : {});
  expect((await attempt()).status).toBe(401);
  expect((await attempt("Bearer nonsense")).status).toBe(401);
  await configured.close();
});
