import { expect, test } from "@jest/globals";
import { toApiMessage, wasExchanged, webChannel, webEventKey } from "../../channels/web/index.ts";
import { toActivity } from "../../models/activity.ts";
import type { TranscriptEntry } from "../../models/conversation.ts";
import type { InboundEvent } from "../../models/events.ts";

const at = "2026-11-20T09:00:00.000Z";
const row = (fields: Partial<TranscriptEntry>): TranscriptEntry => ({
  id: "c:1",
  seq: 1,
  at,
  from: "bot",
  status: "sent",
  ...fields,
});
type WithoutCommon<T> = T extends unknown ? Omit<T, "key" | "at"> : never;
const event = (fields: WithoutCommon<InboundEvent>) =>
  toApiMessage(row({ from: "shopper", status: "received", event: { key: "k", at, ...fields } }));

test("what the bot shows arrives whole", () => {
  const content = {
    text: "Look",
    choices: [{ title: "More", value: "start:more" }],
    cards: [
      {
        title: "Bag",
        subtitle: "Red",
        image: "/demo/bag.jpg",
        price: "349 MAD",
        buttons: [{ title: "Buy", value: "start:buy" }],
      },
    ],
    image: { url: "/demo/a.png", alt: "a bag" },
  };
  expect(toApiMessage(row({ activity: toActivity(content, "en") }))).toEqual({
    id: "c:1",
    seq: 1,
    at,
    from: "bot",
    ...content,
  });
});

test("what the shopper sent is shown as it was", () => {
  expect(event({ kind: "text", text: "hi" })).toMatchObject({ from: "shopper", text: "hi" });
  expect(event({ kind: "tap", value: "v", title: "t" })).toMatchObject({ value: "v", text: "t" });
  expect(event({ kind: "tap", value: "v" })).not.toHaveProperty("text");
  expect(event({ kind: "location", latitude: 1, longitude: 2 })).toMatchObject({
    location: { latitude: 1, longitude: 2 },
  });
  expect(event({ kind: "media", media: "contact", phone: "+212661234567" })).toMatchObject({
    text: "+212661234567",
    attachments: [{ kind: "contact" }],
  });
  expect(event({ kind: "media", media: "image", mediaId: "m", caption: "this" })).toMatchObject({
    text: "this",
    attachments: [{ kind: "image", mediaId: "m" }],
  });
});

test("a message of the shopper has the id that the client gave it", () => {
  const key = webEventKey("m-1");
  const stored = row({ from: "shopper", event: { key, at, kind: "text", text: "hi" } });
  expect(toApiMessage(stored)).toMatchObject({ id: "m-1", text: "hi" });
});

test("what is no message is not shown", () => {
  expect(event({ kind: "staff", action: "take", by: "Samira" })).toBeNull();
  expect(event({ kind: "flood" })).toBeNull();
  expect(event({ kind: "result", call: "c", outcome: { ok: false, error: "e" } })).toBeNull();
  expect(toApiMessage(row({ from: "system", activity: toActivity({ text: "x" }, "en") }))).toBeNull();
  expect(toApiMessage(row({ activity: { type: "typing" } }))).toBeNull();
  expect(toApiMessage(row({ from: "shopper" }))).toBeNull();
});

test.each([
  ["sent", true],
  ["received", true],
  ["unread", true],
  ["withheld", false],
  ["failed", false],
] as const)("a row that is %s was exchanged: %s", (status, exchanged) => {
  expect(wasExchanged(row({ status }))).toBe(exchanged);
});

test("nothing has to be sent to the web page: the row that it reads is the delivery", async () => {
  const channel = webChannel("demo");
  expect(channel.readsTranscript).toBe(true);
  const recipient = { conversationId: "c", peer: "p", reference: null };
  const delivered = channel.deliver(recipient, { key: "k", body: {} }, new AbortController().signal);
  expect(await delivered).toEqual({});
});
