import { beforeEach, describe, expect, test } from "@jest/globals";
import { type Circuit, createCircuits } from "../../bots/circuits.ts";
import { createLog } from "../../bots/log.ts";
import { DeliveryError } from "../../models/ports/channel.ts";
import { type VirtualClock, virtualClock } from "../../models/ports/clock.ts";
import { text } from "../contracts/conversation-fixtures.ts";
import { botSaid, createStage } from "./stage.ts";
import { storeForTests } from "./store.ts";

const store = storeForTests();
const silence = (): DeliveryError => new DeliveryError("retry", "no answer");
const seconds = (circuit: Circuit, clock: VirtualClock): number | null => {
  const until = circuit.openUntil();
  return until && (until.getTime() - clock.now().getTime()) / 1000;
};

describe("a circuit", () => {
  let clock: VirtualClock;
  let circuit: Circuit;
  const failTimes = (times: number): void => {
    for (let i = 0; i < times; i++) circuit.failed(silence(), 6_000);
  };
  const later = (s: number): void => clock.set(new Date(clock.now().getTime() + s * 1000).toISOString());

  beforeEach(() => {
    clock = virtualClock("2026-01-05T09:00:00.000Z");
    circuit = createCircuits({ clock, log: createLog("silent") })("whatsapp:1");
  });

  test("stays closed while a failure comes now and then", () => {
    for (let i = 0; i < 20; i++) {
      failTimes(4);
      circuit.sent();
    }
    expect(seconds(circuit, clock)).toBeNull();
  });

  test("opens for 5 s at the fifth failure in a row, then lets one through", () => {
    failTimes(5);
    expect([seconds(circuit, clock), circuit.isClosed()]).toEqual([5, false]);
    later(5);
    expect([seconds(circuit, clock), seconds(circuit, clock)]).toEqual([null, 5]);
  });

  test("rests twice as long after each failed trial, a minute at most", () => {
    failTimes(5);
    const rests = Array.from({ length: 6 }, () => {
      later(60);
      expect(seconds(circuit, clock)).toBeNull();
      failTimes(1);
      return seconds(circuit, clock);
    });
    expect(rests).toEqual([10, 20, 40, 60, 60, 60]);
  });

  test("rests as long as its vendor says where all of the account was too much; one shopper's is theirs alone", () => {
    const until = new Date(clock.now().getTime() + 30_000);
    circuit.failed(new DeliveryError("throttled", "131056", { until }), 100);
    expect(seconds(circuit, clock)).toBeNull();
    circuit.failed(new DeliveryError("throttled", "130429", { until, ofAccount: true }), 100);
    // Another was under way.
    circuit.sent();
    expect([seconds(circuit, clock), circuit.isClosed()]).toEqual([30, false]);
    later(30);
    expect([seconds(circuit, clock), circuit.isClosed()]).toEqual([null, true]);
  });

  test("closes when one came through", () => {
    failTimes(5);
    later(5);
    circuit.openUntil();
    circuit.sent();
    expect([seconds(circuit, clock), circuit.isClosed()]).toEqual([null, true]);
    failTimes(4);
    expect(circuit.isClosed()).toBe(true);
  });

  test("an answer at once, a failure too, shows that the vendor is there", () => {
    failTimes(4);
    circuit.failed(new DeliveryError("retry", "500"), 20);
    failTimes(4);
    expect(circuit.isClosed()).toBe(true);
  });

  test("opens for a minute at once when the credentials are wrong", () => {
    circuit.failed(new DeliveryError("credentials", "401"), 20);
    expect(seconds(circuit, clock)).toBe(60);
  });
});

describe("while a channel fails", () => {
  test("its conversations wait without a try, the others are served, and all is sent once it is well", async () => {
    const { chat, clock, open, inbox, worker, passTime } = createStage({
      store: store.conversations(),
      random: () => 0,
    });
    chat.fault = () => silence();
    // So long a request waits for its answer.
    chat.meanwhile = async () => clock.advance(2_000);
    const names = Array.from({ length: 12 }, (_, i) => `shopper ${i}`);
    const ids: string[] = [];
    for (const name of names) {
      const id = await open(name, "chat");
      ids.push(id);
      await inbox.receive(id, [text(`hello from ${name}`)]);
      await worker.idle();
    }
    expect(chat.tries).toBe(5);
    const page = await open("page reader");
    await inbox.receive(page, [text("hello")]);
    await worker.idle();
    expect(await botSaid(store.conversations(), page)).toEqual([["sent", "echo: hello"]]);

    chat.fault = () => null;
    chat.meanwhile = async () => {};
    while (chat.delivered.length < names.length) expect(await passTime()).toBe(true);
    // Five failed; each of the others went out at its first try.
    expect(chat.tries).toBe(5 + names.length);
    for (const [at, id] of ids.entries())
      expect(await botSaid(store.conversations(), id)).toEqual([["sent", `echo: hello from ${names[at]}`]]);
  });
});
