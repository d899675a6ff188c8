import { expect, test } from "@jest/globals";
import { announcedActions } from "../../bots/announced.ts";
import { createLog } from "../../bots/log.ts";
import { receiveEvents } from "../../bots/receive-event.ts";
import { createSendRates } from "../../bots/send-rates.ts";
import type { EventOf, InboundEvent } from "../../models/events.ts";
import { type Channel, DeliveryError } from "../../models/ports/channel.ts";
import { virtualClock } from "../../models/ports/clock.ts";
import { recordingChannel } from "../fakes/channel.ts";
import { fakeRecords } from "../fakes/records.ts";
import { createStage, echoAndFetch } from "./stage.ts";
import { storeForTests } from "./store.ts";

const store = storeForTests();
const at = "2026-01-05T09:00:00.000Z";
const openingOf = (peer: string) => ({
  channel: "mail",
  account: "shop",
  peer,
  identities: [`mail:${peer}`],
});

/** An account of five requests a second, to which mails are announced; each counts the requests by their instant. */
function mailStage(complete?: Channel["complete"]) {
  const clock = virtualClock(at);
  const rates = createSendRates({ records: fakeRecords(), clock });
  const asked: number[] = [];
  const mail = {
    ...recordingChannel("mail", "shop"),
    perSecond: 5,
    async complete({ from, text = "salam", isOfProgram }: Record<string, unknown>, signal: AbortSignal) {
      asked.push(clock.now().getTime());
      if (complete) return complete({ from, text }, signal);
      const event: InboundEvent = { kind: "text", key: `words of ${from}`, at, text: String(text) };
      return [
        {
          opening: openingOf(String(from)),
          event,
          ...(isOfProgram === true && { recordedOnly: true as const }),
        },
      ];
    },
  } satisfies Channel;
  mail.meanwhile = async () => void asked.push(clock.now().getTime());
  const stage = createStage({
    store: store.conversations(),
    clock,
    runTurn: echoAndFetch,
    channels: [mail],
    rates,
    actions: announcedActions({
      channels: new Map([["mail:shop", mail]]),
      rates,
      receive: (...event) => receive(...event),
      clock,
      log: createLog("silent"),
    }),
  });
  const receive = receiveEvents({ ...stage, shopId: "dar-lina", store: store.conversations() });
  return {
    ...stage,
    mail,
    asked,
    announce: (from: string, told: object = {}, key = `mail of ${from}`) =>
      receive(openingOf(from), {
        kind: "announced",
        key,
        at,
        told: { from, ...told },
      } as EventOf<"announced">),
    rowsOf: async (from: string) =>
      (
        await store
          .conversations()
          .transcript((await store.conversations().find("dar-lina", `mail:${from}`))!, 0)
      )
        .filter((row) => row.from !== "system")
        .map((row) => [row.from, row.status]),
  };
}

test("a burst is accepted at once; all of it is fetched and answered within the account's rate", async () => {
  const { announce, worker, passTime, mail, asked } = mailStage();
  for (let n = 0; n < 60; n++) await announce(`burst ${n}`);
  await worker.idle();
  while (mail.delivered.length < 60) await passTime();
  expect(new Set(mail.delivered.map(({ peer }) => peer)).size).toBe(60);
  for (const from of asked)
    expect(asked.filter((one) => one >= from && one < from + 1000).length).toBeLessThanOrEqual(5);
  expect((asked.at(-1)! - asked[0]!) / 1000).toBeLessThan(26);
});

test("what is announced again is fetched once", async () => {
  const { announce, worker, mail, asked } = mailStage();
  for (let times = 0; times < 3; times++) await announce("twice");
  await worker.idle();
  expect(asked).toHaveLength(1);
  expect(mail.delivered).toEqual([]);
});

test("what a program sent is recorded, and not answered", async () => {
  const { announce, worker, passTime, mail, rowsOf } = mailStage();
  await announce("robot", { isOfProgram: true });
  await worker.idle();
  for (let times = 0; times < 3; times++) await passTime();
  expect(mail.tries).toBe(0);
  expect(await rowsOf("robot")).toEqual([["shopper", "unread"]]);
});

test("what cannot be had is tried again, then told", async () => {
  let tries = 0;
  const { announce, worker, passTime, mail } = mailStage(async () => {
    tries += 1;
    throw new DeliveryError("retry", "500");
  });
  await announce("unlucky");
  await worker.idle();
  while (mail.delivered.length === 0) await passTime();
  expect(tries).toBe(8);
  expect(mail.delivered).toMatchObject([{ peer: "unlucky", text: "echo: result" }]);
});

test("while the vendor says that it is too much, no try is spent", async () => {
  let tries = 0;
  const { clock, announce, worker, passTime, mail } = mailStage(async ({ from, text }) => {
    tries += 1;
    if (tries <= 20) {
      const until = new Date(clock.now().getTime() + 1000);
      throw new DeliveryError("throttled", "429", { until, ofAccount: true });
    }
    const event: InboundEvent = { kind: "text", key: "patient", at, text: String(text) };
    return [{ opening: openingOf(String(from)), event }];
  });
  await announce("patient");
  await worker.idle();
  while (mail.delivered.length === 0) await passTime();
  expect(mail.delivered).toMatchObject([{ text: "echo: salam" }]);
});
