import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { ChannelName } from "../../../sandbox/channels.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.sandbox.faults.clear());
afterAll(() => stage.close());

let people = 0;
/** Nobody who wrote before. */
const somebody = (): string => `+2126990010${String(people++).padStart(2, "0")}`;
const states = (channel: ChannelName, from: string) => stage.shown(channel, from).map(({ state }) => state);
const question = "vous livrez à Fès ?";

test("a vendor that fails is asked again, and shows the answer once", async () => {
  const { sandbox } = stage;
  const from = somebody();
  sandbox.faults.order({ channel: "whatsapp", answer: { status: 500 }, times: 1 });
  expect(await stage.says("whatsapp", from, question)).toBe("");
  sandbox.clock.advance(60_000);
  await sandbox.chats.until(() => stage.shown("whatsapp", from).length > 0);
  await stage.app.worker.idle();
  await sandbox.settled();
  expect(states("whatsapp", from)).toEqual(["delivered"]);
});

test("an answer that was lost: the receipt tells that the message was taken, and it is not sent twice", async () => {
  const { sandbox } = stage;
  const from = somebody();
  sandbox.faults.order({ channel: "whatsapp", answer: "cut", times: 1 });
  await stage.says("whatsapp", from, question);
  sandbox.clock.advance(120_000);
  await stage.says("whatsapp", from, "merci");
  const told = stage
    .shown("whatsapp", from)
    .filter(({ shows }) => shows.text?.includes("nous livrons à Fès"));
  expect(told).toHaveLength(1);
});

test("a vendor's own code: a shopper who cannot be reached is not tried again", async () => {
  const { sandbox } = stage;
  const from = somebody();
  sandbox.faults.order({ channel: "sms", answer: { code: 21614 }, times: 1 });
  await stage.says("sms", from, question);
  sandbox.clock.advance(3_600_000);
  await stage.app.worker.poll();
  await stage.app.worker.idle();
  expect(stage.shown("sms", from)).toEqual([]);
});

test("a burst of e-mails is fetched and answered at Resend's rate, each once", async () => {
  const senders = Array.from({ length: 12 }, (_, n) => `burst${n}@example.com`);
  const written = { kind: "text", text: question } as const;
  await Promise.all(senders.slice(1).map((from) => stage.sandbox.act("email", { from }, written)));
  await stage.does("email", senders[0]!, written);
  for (const from of senders) expect(stage.shown("email", from)).toHaveLength(1);
});

test("an e-mail that Resend does not hand out is fetched a moment later", async () => {
  const { sandbox } = stage;
  const from = "patient@example.com";
  sandbox.faults.order({ channel: "email", answer: { status: 500 }, times: 1 });
  expect(await stage.says("email", from, question)).toBe("");
  sandbox.clock.advance(2_000);
  expect(await stage.says("email", "other@example.com", question)).toContain("nous livrons à Fès");
  expect(stage.shown("email", from)).toHaveLength(1);
});

test.each(["whatsapp", "telegram", "messenger", "sms", "email"] as const)(
  "%s calls four times: one answer",
  async (channel) => {
    const from =
      { telegram: "77", messenger: "777777", email: "q@example.com" }[channel as string] ?? somebody();
    stage.sandbox.faults.order({ channel, redeliver: 3 });
    expect(await stage.says(channel, from, question)).toContain("nous livrons à Fès");
    expect(stage.shown(channel, from)).toHaveLength(1);
  },
);

test("receipts that come twice or in reverse leave a message as far as it came", async () => {
  const from = somebody();
  for (const receipts of ["double", "reverse"] as const) {
    stage.sandbox.faults.order({ channel: "whatsapp", receipts });
    await stage.says("whatsapp", from, question);
  }
  const [first] = stage.shown("whatsapp", from);
  const { biz_opaque_callback_data: key } = first!.request as { biz_opaque_callback_data: string };
  const rows = await stage.app.store.transcript(key.split(":")[0]!, 0);
  expect(rows.flatMap(({ delivery }) => delivery?.status ?? [])).toEqual(["read", "delivered"]);
});

test("receipts that are late come when their time has come", async () => {
  const from = somebody();
  stage.sandbox.faults.order({ channel: "whatsapp", receiptDelay: 3_600_000 });
  await stage.says("whatsapp", from, question);
  expect(states("whatsapp", from)).toEqual(["accepted"]);
  stage.sandbox.clock.advance(3_600_000);
  await stage.sandbox.settled();
  expect(states("whatsapp", from)).toEqual(["delivered"]);
});
