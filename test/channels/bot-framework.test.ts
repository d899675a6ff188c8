import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@jest/globals";
import { toDeliveryError } from "../../channels/bot-framework/delivery-error.ts";
import { InboundActivity, toInbound } from "../../channels/bot-framework/inbound.ts";
import { createBotFramework } from "../../channels/bot-framework/index.ts";
import { isLoopbackUrl } from "../../channels/bot-framework/loopback.ts";
import { withAbsoluteUrls } from "../../channels/bot-framework/outbound.ts";
import { toActivity } from "../../models/activity.ts";

const now = new Date("2026-11-20T10:00:00Z");
const fixture = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../fixtures/botframework/${name}.json`, import.meta.url), "utf8"));
const inbound = (activity: object) => toInbound(InboundActivity.parse(activity), "demo", now);

test("a message is a text of its conversation", () => {
  expect(inbound(fixture("message"))).toEqual({
    event: {
      kind: "text",
      key: "bf:a:1conv:1485983408511",
      at: "2026-11-20T09:00:00.000Z",
      text: "Où est ma commande ?",
    },
    opening: {
      channel: "bot-framework",
      account: "demo",
      peer: "29:1abc",
      identities: ["bot-framework:msteams:a:1conv"],
      claimed: { name: "Hélène" },
      language: "fr",
      reference: expect.objectContaining({
        channelId: "msteams",
        serviceUrl: "https://smba.trafficmanager.net/teams/",
        conversation: expect.objectContaining({ id: "a:1conv" }),
        user: expect.objectContaining({ id: "29:1abc" }),
        bot: expect.objectContaining({ id: "28:bot-app-id" }),
      }),
    },
  });
});

test("what a card submits is a tap", () => {
  expect(inbound(fixture("message-card-submit-value"))?.event).toMatchObject({
    kind: "tap",
    value: '{"action":"track","order":"1042"}',
  });
});

const message = (fields: object) => inbound({ ...fixture("message"), text: undefined, ...fields })?.event;

test.each<[string, object, object | undefined]>([
  [
    "a button's payload as value",
    { value: "start:order.track" },
    { kind: "tap", value: "start:order.track" },
  ],
  ["a button's payload as text", { text: "start:order.track" }, { kind: "tap", value: "start:order.track" }],
  ["a picture", { attachments: [{ contentType: "image/png" }] }, { kind: "media", media: "image" }],
  [
    "a picture with words",
    { text: "this one", attachments: [{ contentType: "image/png" }] },
    { kind: "media", media: "image", caption: "this one" },
  ],
  ["a voice note", { attachments: [{ contentType: "audio/ogg" }] }, { kind: "media", media: "audio" }],
  ["a file", { attachments: [{ contentType: "application/pdf" }] }, { kind: "media", media: "document" }],
  [
    "a card",
    { attachments: [{ contentType: "application/vnd.microsoft.card.adaptive" }] },
    { kind: "media", media: "unsupported" },
  ],
  [
    "the HTML that Teams adds to a text",
    { text: "hello", attachments: [{ contentType: "text/html" }] },
    { kind: "text", text: "hello" },
  ],
  ["nothing at all", {}, undefined],
])("%s", (_name, fields, event) => {
  if (event) expect(message(fields)).toMatchObject(event);
  else expect(message(fields)).toBeUndefined();
});

test.each([
  "typing",
  "invoke",
  "message-reaction",
  "end-of-conversation",
  "conversation-update-member-added",
])("%s is nothing to answer", (name) => {
  expect(inbound(fixture(name))).toBeNull();
});

test("where replies are expected in the response the conversation is another one", () => {
  const { opening } = inbound({ ...fixture("message"), deliveryMode: "expectReplies" })!;
  expect(opening).toMatchObject({
    channel: "bot-framework-inline",
    identities: ["bot-framework-inline:msteams:a:1conv"],
  });
});

test("a key that is too long is hashed, and still tells two activities apart", () => {
  const keyOf = (id: string) => inbound({ ...fixture("message"), id })!.event.key;
  const long = "x".repeat(400);
  expect(keyOf(long).length).toBeLessThanOrEqual(200);
  expect(keyOf(`${long}1`)).not.toBe(keyOf(`${long}2`));
});

test.each([
  ["http://localhost:3979/", true],
  ["https://127.0.0.1:5000", true],
  ["http://127.8.9.10", true],
  ["http://[::1]:80/x", true],
  ["http://localhost.evil.example", false],
  ["http://localhost@evil.example", false],
  ["http://user:pass@localhost", false],
  ["http://169.254.169.254/latest", false],
  ["http://0.0.0.0", false],
  ["http://192.168.0.1", false],
  ["file:///etc/passwd", false],
  ["ftp://localhost", false],
  ["localhost", false],
  ["", false],
  ["http://2130706433/", true],
])("%s is on this machine: %s", (address, loopback) => {
  expect(isLoopbackUrl(address)).toBe(loopback);
});

test.each<[unknown, string]>([
  [{ statusCode: 500 }, "retry"],
  [{ statusCode: 503 }, "retry"],
  [{ statusCode: 408 }, "retry"],
  [new Error("socket hang up"), "retry"],
  [undefined, "retry"],
  [{ statusCode: 429 }, "throttled"],
  [{ statusCode: 400 }, "never"],
  [{ statusCode: 413 }, "never"],
  [{ statusCode: 401 }, "credentials"],
  [{ statusCode: 403 }, "gone"],
  [{ statusCode: 404 }, "gone"],
])("%j is sorted as %s", (cause, kind) => {
  expect(toDeliveryError(cause, now).kind).toBe(kind);
});

test("a throttled delivery waits as long as it was told", () => {
  const headers = { get: (name: string) => (name === "retry-after" ? "7" : undefined) };
  const told = toDeliveryError({ statusCode: 429, response: { headers } }, now);
  expect(told.until).toEqual(new Date("2026-11-20T10:00:07Z"));
  const untold = toDeliveryError({ statusCode: 429 }, now);
  expect(untold.until).toEqual(new Date("2026-11-20T10:00:30Z"));
});

test("pictures get the public address, and are left out without one", () => {
  const activity = toActivity(
    {
      image: { url: "/demo/a.jpg", alt: "" },
      cards: [
        { title: "bag", image: "/demo/b.jpg", buttons: [] },
        { title: "hat", image: "https://cdn.example/c.jpg", buttons: [] },
      ],
    },
    "en",
  );
  const urls = (publicUrl?: string) => {
    const text = JSON.stringify(withAbsoluteUrls(activity, publicUrl));
    return [...text.matchAll(/"(?:contentUrl|url)":"([^"]+)"/g)].map(([, url]) => url);
  };
  expect(urls("https://shop.example")).toEqual([
    "https://shop.example/demo/a.jpg",
    "https://shop.example/demo/b.jpg",
    "https://cdn.example/c.jpg",
  ]);
  expect(urls()).toEqual(["https://cdn.example/c.jpg"]);
});

/** Delivers to a server on this machine that answers with `status`, or never when it is null. */
async function deliverTo(status: number | null, onRequest = () => {}, signal = new AbortController().signal) {
  const server = createServer((_request, response) => {
    onRequest();
    if (status === null) return;
    response.writeHead(status, { "content-type": "application/json" });
    response.end('{"id":"vendor-1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const reference = {
    channelId: "test",
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    conversation: { id: "conversation" },
  };
  const { channels } = createBotFramework({ account: "demo", credentials: null, clock: { now: () => now } });
  const [outbound] = channels;
  const [request] = outbound.render(toActivity({ text: "hello" }, "en"));
  try {
    return await outbound.deliver({ conversationId: "c", peer: "p", reference }, request!, signal);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("a delivery brings back the vendor's id", async () => {
  expect(await deliverTo(200)).toEqual({ vendorId: "vendor-1" });
});

test.each([
  [400, "never"],
  [401, "credentials"],
  [404, "gone"],
] as const)("a delivery answered %s fails as %s", async (status, kind) => {
  await expect(deliverTo(status)).rejects.toMatchObject({ name: "DeliveryError", kind });
});

test("a delivery without an answer ends when it is aborted, to be tried again", async () => {
  const abort = new AbortController();
  await expect(deliverTo(null, () => abort.abort(), abort.signal)).rejects.toMatchObject({ kind: "retry" });
});

test("a reference that is none is a delivery that fails, not a crash", async () => {
  const { channels } = createBotFramework({ account: "demo", credentials: null, clock: { now: () => now } });
  const recipient = { conversationId: "c", peer: "p", reference: null };
  const delivery = channels[0].deliver(recipient, { key: "k", body: {} }, new AbortController().signal);
  await expect(delivery).rejects.toMatchObject({ name: "DeliveryError" });
});
