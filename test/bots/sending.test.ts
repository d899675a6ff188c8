import { describe, expect, test } from "@jest/globals";
import { type Content, toActivity } from "../../models/activity.ts";
import { type ConsentRecord, consentKind } from "../../models/consent.ts";
import type { MessageEffect, MessageTerms } from "../../models/conversation.ts";
import type { EventOf, Purpose, StoredEvent } from "../../models/events.ts";
import { DeliveryError } from "../../models/ports/channel.ts";
import { text } from "../contracts/conversation-fixtures.ts";
import { type RecordingChannel, recordingChannel } from "../fakes/channel.ts";
import { fakeRecords } from "../fakes/records.ts";
import type { SendingOptions } from "../fakes/sending.ts";
import { createStage, type RunTurn } from "./stage.ts";
import { storeForTests } from "./store.ts";

const store = storeForTests();
const day = 24 * 3_600_000;
const hour = 3_600_000;

const reminder: Content = {
  text: "Your dress is put aside until 18:00.",
  template: { name: "reservation.reminder", language: "en", values: ["dress", "18:00"] },
};
const templates = {
  "reservation.reminder": {
    values: [],
    whatsapp: { name: "reservation_reminder", languages: { en: "en_US" } },
  },
};
const unasked = (purpose: Purpose): MessageTerms => ({
  unasked: { flow: "reminder", slots: { order: "1" }, purpose },
});

/** Answers a text with its own words, begins with the reminder, and says again what is to be said again. */
const runTurn: RunTurn = async (_, events) => ({ state: null, effects: events.map(effectOf) });

function effectOf(event: StoredEvent): MessageEffect {
  const said = { kind: "message" as const, from: "bot" as const, causes: [event.key] };
  switch (event.kind) {
    case "start":
      return { ...said, activity: toActivity(reminder, "en"), terms: unasked(event.purpose ?? "service") };
    case "resend":
      return { ...said, activity: event.activity, terms: event.terms };
    default:
      return { ...said, activity: toActivity({ text: `echo ${event.key}` }, "en") };
  }
}

const start = (key: string, purpose?: Purpose): EventOf<"start"> => ({
  kind: "start",
  key,
  at: "2026-01-05T09:00:00.000Z",
  flow: "reminder",
  slots: { order: "1" },
  ...(purpose && { purpose }),
});

const whatsapp = (more: Partial<RecordingChannel> = {}): RecordingChannel =>
  Object.assign(recordingChannel("whatsapp"), {
    freeWordsMs: day,
    render: ({ text: words, channelData }: Parameters<RecordingChannel["render"]>[0]) => [
      { key: "1", body: channelData?.template ? `template ${JSON.stringify(channelData.template)}` : words },
    ],
    ...more,
  });

async function onStage(channels: RecordingChannel[], sending: Partial<SendingOptions> = {}) {
  const stage = createStage({
    store: store.conversations(),
    runTurn,
    channels,
    sending: { templates, ...sending },
  });
  const open = async (
    channel: RecordingChannel,
    { peer = "amina", phone }: { peer?: string; phone?: string } = {},
  ) =>
    (
      await store.conversations().open({
        shopId: "dar-lina",
        channel: channel.name,
        account: channel.account,
        peer,
        identities: [`${channel.name}:${peer}`],
        ...(phone && { phone }),
        at: stage.clock.now(),
      })
    ).conversationId;
  const receive = async (id: string, ...events: Parameters<typeof stage.inbox.receive>[1]) => {
    await stage.inbox.receive(id, events);
    await stage.worker.idle();
  };
  const rows = async (id: string) =>
    (await store.conversations().transcript(id, 0)).filter(({ from }) => from === "bot");
  return { ...stage, open, receive, rows };
}

const optedIn = (id: string, conversationId: string): ConsentRecord => ({
  id,
  shopId: "dar-lina",
  steps: [
    { given: true, at: "2026-01-04T09:00:00.000Z", conversationId, channel: "whatsapp", words: "START" },
  ],
});

const words = (channel: RecordingChannel) => channel.delivered.map((sent) => sent.text);

describe("when the vendor takes free words for a day only", () => {
  test("a reminder goes out in words within it, and in approved words after it", async () => {
    const channel = whatsapp();
    const { open, receive, clock } = await onStage([channel]);
    const id = await open(channel);
    await receive(id, text("m1"));
    await receive(id, start("r1"));
    clock.advance(25 * hour);
    await receive(id, start("r2"));
    expect(words(channel)).toEqual([
      "echo m1",
      "Your dress is put aside until 18:00.",
      'template {"name":"reservation_reminder","language":"en_US","values":["dress","18:00"]}',
    ]);
  });

  test("without approved words it stays unsaid, and says why", async () => {
    const channel = whatsapp();
    const { open, receive, rows } = await onStage([channel], { templates: {} });
    const id = await open(channel);
    await receive(id, start("r1"));
    expect(channel.tries).toBe(0);
    expect(await rows(id)).toMatchObject([
      { status: "withheld", reason: expect.stringContaining("approved templates only") },
    ]);
  });

  test("a vendor that counts otherwise than we do gets the approved words at once", async () => {
    const channel = whatsapp();
    channel.fault = (said) =>
      said.startsWith("template") ? null : new DeliveryError("needs-template", "131047: Re-engagement");
    const { open, receive } = await onStage([channel]);
    const id = await open(channel);
    await receive(id, text("m1"));
    await receive(id, start("r1"));
    expect(words(channel)).toEqual([expect.stringContaining("template")]);
    expect(await store.conversations().deadLetters()).toHaveLength(0);
  });

  test("an answer that comes too late is for people", async () => {
    const channel = whatsapp();
    channel.fault = () => new DeliveryError("retry", "500");
    const { open, receive, clock, worker } = await onStage([channel]);
    const id = await open(channel);
    await receive(id, text("m1"));
    clock.advance(25 * hour);
    channel.fault = () => null;
    await worker.poll();
    await worker.idle();
    expect(words(channel)).toEqual([]);
    const found = await store.conversations().get(id);
    expect(found?.conversation).toMatchObject({ owner: "waiting", handover: { reason: "undelivered" } });
  });
});

describe("what the shop begins", () => {
  test("on another channel of the same shopper, when this one is closed", async () => {
    const closed = whatsapp();
    const sms = recordingChannel("twilio");
    const { open, receive, rows, begun } = await onStage([closed, sms], { templates: {} });
    const phone = "+212661234567";
    const id = await open(closed, { phone });
    const other = await open(sms, { phone });
    await open(sms, { peer: "somebody else" });
    await receive(id, start("r1"));
    expect(begun).toMatchObject([
      [other, { flow: "reminder" }, expect.any(Date), `elsewhere:${(await rows(id))[0]!.id}`],
    ]);
    expect((await rows(id))[0]!.reason).toMatch(/: begun by twilio instead$/);
    expect(sms.tries).toBe(0);
  });

  test("waits out the quiet hours: it begins again then, and an answer meanwhile does not wait for it", async () => {
    const channel = whatsapp();
    // In Casablanca it is 10:00.
    const { open, receive, rows, begun } = await onStage([channel], {
      quiet: { from: "09:30", to: "11:00" },
    });
    const id = await open(channel);
    await receive(id, start("r1"));
    await receive(id, text("m1"));
    expect(words(channel)).toEqual(["echo m1"]);
    expect(begun).toEqual([
      [
        id,
        { flow: "reminder", slots: { order: "1" }, purpose: "service" },
        new Date("2026-01-05T10:00:00.000Z"),
        expect.stringMatching(/^later:/),
      ],
    ]);
    expect((await rows(id))[0]).toMatchObject({
      status: "withheld",
      reason: "quiet hours: put off until 2026-01-05T10:00:00.000Z",
    });
  });

  test("marketing once a day; reminders beside it", async () => {
    const channel = whatsapp();
    const records = fakeRecords();
    const { open, receive, begun } = await onStage([channel], { records });
    const id = await open(channel);
    const { contactId } = (await store.conversations().get(id))!.conversation;
    await (await records(consentKind)).save(optedIn(contactId, id), 0);
    await receive(id, text("m1"));
    for (const key of ["n1", "n2"]) await receive(id, start(key, "marketing"));
    await receive(id, start("r1"));
    expect(words(channel)).toHaveLength(3);
    expect(begun.map(([, , at]) => at)).toEqual([new Date("2026-01-06T09:00:00.000Z")]);
  });

  test("not to whom the vendor says is gone, until they write", async () => {
    const channel = whatsapp();
    channel.fault = () => new DeliveryError("gone", "blocked by the user");
    const { open, receive, rows } = await onStage([channel]);
    const id = await open(channel);
    await receive(id, text("m1"));
    channel.fault = () => null;
    await receive(id, start("r1"));
    expect((await rows(id)).map(({ status }) => status)).toEqual(["failed", "withheld"]);
    await receive(id, text("m2"));
    await receive(id, start("r2"));
    expect(words(channel)).toEqual(["echo m2", "Your dress is put aside until 18:00."]);
  });
});

test("an answer that its vendor refuses, as the shopper cannot be reached, is for people at once", async () => {
  const channel = whatsapp();
  channel.fault = () => new DeliveryError("gone", "blocked by the user");
  const { open, receive } = await onStage([channel]);
  const id = await open(channel);
  await receive(id, text("m1"));
  expect((await store.conversations().get(id))?.conversation).toMatchObject({
    owner: "waiting",
    handover: { reason: "undelivered", summary: "DeliveryError: blocked by the user" },
  });
});

describe("a message that was on its way when its process died", () => {
  async function cut(channel: RecordingChannel, event = text("m1") as Parameters<typeof started>[0]) {
    const { id, item } = await started(event);
    const stage = await onStage([channel]);
    stage.clock.advance(10_000);
    return { ...stage, id, item };

    async function started(first: ReturnType<typeof text> | EventOf<"start">) {
      const { open, inbox, worker } = await onStage([channel]);
      const conversationId = await open(channel);
      let reached = (): void => {};
      const sending = new Promise<void>((resolve) => {
        reached = resolve;
      });
      channel.meanwhile = () => {
        reached();
        return new Promise(() => {});
      };
      await inbox.receive(conversationId, [first]);
      await sending;
      void worker;
      channel.meanwhile = async () => {};
      const claimed = await store
        .conversations()
        .claim(conversationId, "peek", new Date("2026-01-05T09:00:09.000Z"), 500);
      return { id: conversationId, item: claimed!.outbox[0]!.id };
    }
  }

  test("is not sent again when its vendor tells that it was taken", async () => {
    const channel = whatsapp({ repeatsKeys: true });
    const { worker, id, item, rows, clock } = await cut(channel);
    await worker.start();
    await worker.idle();
    expect(await rows(id)).toEqual([]);
    const receipt = { status: "delivered" as const, at: clock.now().toISOString() };
    await store.conversations().noteDelivery(item, receipt, "1");
    await worker.poll();
    await worker.idle();
    expect(await rows(id)).toMatchObject([{ status: "sent", delivery: receipt }]);
    expect(words(channel)).toEqual([]);
    await worker.stop();
  });

  test("is sent again when it tells nothing for a minute", async () => {
    const channel = whatsapp({ repeatsKeys: true });
    const { worker, clock } = await cut(channel);
    await worker.start();
    await worker.idle();
    expect(words(channel)).toEqual([]);
    clock.advance(60_000);
    await worker.poll();
    await worker.idle();
    expect(words(channel)).toEqual(["echo m1"]);
    await worker.stop();
  });

  test("is sent again at once where the vendor never tells", async () => {
    const channel = whatsapp();
    const { worker } = await cut(channel);
    await worker.start();
    await worker.poll();
    await worker.idle();
    expect(words(channel)).toEqual(["echo m1"]);
    await worker.stop();
  });
});

test("a connection that broke counts like a death: the vendor may have taken it", async () => {
  const channel = whatsapp({ repeatsKeys: true });
  channel.fault = () => new DeliveryError("retry", "graph.facebook.com did not answer", { isUnsure: true });
  const { open, receive, rows, clock, worker } = await onStage([channel]);
  const id = await open(channel);
  await receive(id, text("m1"));
  clock.advance(30_000);
  await worker.poll();
  await worker.idle();
  expect(channel.tries).toBe(1);
  const claim = await store.conversations().claim(id, "peek", new Date(clock.now().getTime() + 60_000), 1);
  const receipt = { status: "sent" as const, at: clock.now().toISOString() };
  await store.conversations().noteDelivery(claim!.outbox[0]!.id, receipt, "1");
  await store.conversations().release(claim!.lease, clock.now(), { yield: true });
  clock.advance(61_000);
  await worker.poll();
  await worker.idle();
  expect(channel.tries).toBe(1);
  expect(await rows(id)).toMatchObject([{ status: "sent" }]);
});

test("the rate for one shopper: what is over it waits, in its order", async () => {
  const channel = whatsapp({ pair: { everyMs: 6_000, burst: 2 } });
  const { open, receive, passTime } = await onStage([channel]);
  const id = await open(channel);
  for (const key of ["1", "2", "3", "4"]) await receive(id, text(key));
  expect(words(channel)).toEqual(["echo 1", "echo 2"]);
  while (await passTime());
  expect(words(channel)).toEqual(["echo 1", "echo 2", "echo 3", "echo 4"]);
});

test("the rate for one account, over all its shoppers", async () => {
  const channel = whatsapp({ perSecond: 8 });
  const { open, receive, passTime } = await onStage([channel]);
  for (let n = 0; n < 12; n++) await receive(await open(channel, { peer: `shopper ${n}` }), text(`m${n}`));
  expect(channel.delivered).toHaveLength(1);
  while (await passTime());
  expect(channel.delivered).toHaveLength(12);
});

test("whoever comes later does not overtake those who wait for the account's rate", async () => {
  const channel = whatsapp({ perSecond: 8 });
  const { open, receive, passTime, clock } = await onStage([channel]);
  const say = async (n: number) => receive(await open(channel, { peer: `shopper ${n}` }), text(`m${n}`));
  for (let n = 0; n < 12; n++) await say(n);
  clock.advance(250);
  for (let n = 12; n < 15; n++) await say(n);
  while (await passTime());
  expect(words(channel)).toEqual(Array.from({ length: 15 }, (_, n) => `echo m${n}`));
});

test("an answer does not stand behind what the shop begins, when both wait for the account's rate", async () => {
  const channel = whatsapp({ perSecond: 8 });
  const { open, receive, passTime } = await onStage([channel]);
  const shoppers: string[] = [];
  for (let n = 0; n < 16; n++) shoppers.push(await open(channel, { peer: `shopper ${n}` }));
  for (const [n, id] of shoppers.entries()) await receive(id, start(`news ${n}`));
  await receive(await open(channel, { peer: "amina" }), text("m1"));
  while (await passTime());
  expect(words(channel).indexOf("echo m1")).toBeLessThan(10);
  expect(channel.delivered).toHaveLength(17);
});

describe("a message that came to nothing after its vendor had taken it", () => {
  async function sent(channel: RecordingChannel, event: Parameters<typeof text> | EventOf<"start">) {
    const stage = await onStage([channel]);
    const id = await stage.open(channel);
    await stage.receive(id, text("m0"));
    await stage.receive(id, Array.isArray(event) ? text(...event) : event);
    const item = (await stage.rows(id)).at(-1)!.id;
    const delivery = { status: "failed" as const, at: stage.clock.now().toISOString() };
    await store.conversations().noteDelivery(item, delivery, "1");
    const owner = async () => (await store.conversations().get(id))!.conversation;
    return { ...stage, id, item, owner };
  }

  test("goes out once more, where the vendor lets one hope", async () => {
    const channel = whatsapp();
    const { undelivered, item, rows, id, owner } = await sent(channel, ["m1"]);
    const message = { item, means: "retry" as const, reason: "131016: Service unavailable" };
    for (let n = 0; n < 2; n++) await undelivered(message);
    expect(words(channel)).toEqual(["echo m0", "echo m1", "echo m1"]);
    const again = (await rows(id)).at(-1)!.id;
    await undelivered({ ...message, item: again });
    expect(words(channel)).toHaveLength(3);
    expect(await owner()).toMatchObject({ owner: "waiting", handover: { reason: "undelivered" } });
  });

  test("goes out in approved words, when free ones were not allowed", async () => {
    const channel = whatsapp();
    const { undelivered, item } = await sent(channel, start("r1"));
    await undelivered({ item, means: "needs-template", reason: "131047: Re-engagement message" });
    expect(words(channel).at(-1)).toContain("reservation_reminder");
  });

  test("an answer to whom cannot be reached: people are told, and the shop begins nothing with them", async () => {
    const channel = whatsapp();
    const { undelivered, item, owner } = await sent(channel, ["m1"]);
    await undelivered({ item, means: "gone", reason: "131026: Message undeliverable" });
    expect(await owner()).toMatchObject({
      owner: "waiting",
      handover: { reason: "undelivered", summary: "131026: Message undeliverable" },
      reach: { goneAt: "2026-01-05T09:00:00.000Z" },
    });
  });

  test("what the shop began, and no other way: nobody is called", async () => {
    const channel = whatsapp();
    const { undelivered, item, owner } = await sent(channel, start("r1"));
    await undelivered({ item, reason: "130472: experiment" });
    expect(await owner()).toMatchObject({ owner: "bot" });
    expect(words(channel)).toHaveLength(2);
  });

  test("a receipt that comes before the message has its row is seen to later", async () => {
    const { undelivered, item } = await sent(whatsapp(), ["m1"]);
    const next = item.replace(/\d+$/, (seq) => String(Number(seq) + 1));
    await expect(undelivered({ item: next, means: "gone", reason: "x" })).rejects.toThrow(
      "still in the outbox",
    );
  });
});
