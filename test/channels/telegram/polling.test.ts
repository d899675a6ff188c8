import type { ServerResponse } from "node:http";
import { expect, test } from "@jest/globals";
import type { TelegramArrival } from "../../../channels/telegram/index.ts";
import { faultsOf } from "../../../sandbox/vendors/telegram/schema.ts";
import { account, fixture, json, ok, telegramOf, token, withStandIn } from "./stand-in.ts";

const update = (id: number) => ({ ...fixture("message"), update_id: id });
const keysOf = (arrivals: TelegramArrival[]) =>
  arrivals.map((arrival) =>
    arrival.kind === "event" ? arrival.event.key.replace(`tg:${account}:`, "") : arrival.kind,
  );

type Answer = (response: ServerResponse) => void;
const batch =
  (...ids: number[]): Answer =>
  (response) =>
    ok(response, ids.map(update));
const refused =
  (code: number, parameters = {}): Answer =>
  (response) =>
    json(response, code, { ok: false, error_code: code, description: "no", parameters });

/**
 * Polls against these answers until they are used up, and tells in their order: what was asked (`delete`, or the offset),
 * `accept` with its keys, and each pause in milliseconds.
 */
async function story(answers: Answer[], accept: (arrivals: TelegramArrival[]) => void = () => {}) {
  const told: string[] = [];
  const faults: unknown[] = [];
  const stop = new AbortController();
  await withStandIn(
    ({ path, body }, response) => {
      const method = path.slice(`/bot${token}/`.length);
      expect(faultsOf(method, body)).toEqual([]);
      if (method === "getUpdates")
        expect(body).toMatchObject({ timeout: 25, allowed_updates: expect.any(Array) });
      const answer = answers.shift();
      if (!answer) return stop.abort();
      told.push(method === "deleteWebhook" ? "delete" : `from ${body.offset ?? "the first"}`);
      answer(response);
    },
    (apiUrl) => {
      const pause = async (milliseconds: number) => void told.push(`pause ${milliseconds}`);
      return telegramOf({ apiUrl, pause }).poll(
        async (arrivals) => {
          told.push(`accept ${keysOf(arrivals)}`);
          accept(arrivals);
        },
        stop.signal,
        (fault) => faults.push(fault),
      );
    },
  );
  return { told, faults };
}

const deleted: Answer = (response) => ok(response, true);

test("the webhook goes first; a batch is confirmed once it is accepted", async () => {
  expect(await story([deleted, batch(5, 6), batch(7), batch()])).toEqual({
    told: ["delete", "from the first", "accept 5,6", "from 7", "accept 7", "from 8"],
    faults: [],
  });
});

test("after nothing new it begins anew: ids may have become lower", async () => {
  const { told } = await story([deleted, batch(900), batch(), batch(3), batch()]);
  expect(told).toEqual([
    "delete",
    "from the first",
    "accept 900",
    "from 901",
    "from the first",
    "accept 3",
    "from 4",
  ]);
});

test("a batch that could not be stored comes again", async () => {
  let full = true;
  const { told, faults } = await story([deleted, batch(5), batch(6), batch(6, 7), batch()], (arrivals) => {
    const fails = full && keysOf(arrivals).includes("6");
    if (!fails) return;
    full = false;
    throw new Error("disk full");
  });
  expect(told).toEqual([
    "delete",
    "from the first",
    "accept 5",
    "from 6",
    "accept 6",
    "pause 1000",
    "from 6",
    "accept 6,7",
    "from 8",
  ]);
  expect(faults).toEqual([new Error("disk full")]);
});

test("faults are told, with longer and longer pauses that end with the first success", async () => {
  const cut: Answer = (response) => void response.socket?.destroy();
  const { told, faults } = await story([refused(502), deleted, refused(409), cut, batch(), refused(500)]);
  expect(told).toEqual([
    "delete",
    "pause 1000",
    "delete",
    "from the first",
    "pause 2000",
    "from the first",
    "pause 4000",
    "from the first",
    "from the first",
    "pause 1000",
  ]);
  expect(faults).toHaveLength(4);
});

test("no pause is longer than a minute", async () => {
  const { told } = await story([deleted, ...Array.from({ length: 9 }, () => refused(401))]);
  expect(told.filter((line) => line.startsWith("pause")).slice(-4)).toEqual([
    "pause 32000",
    "pause 60000",
    "pause 60000",
    "pause 60000",
  ]);
});

test("but Telegram may ask for a longer one", async () => {
  const { told } = await story([deleted, refused(429, { retry_after: 90 })]);
  expect(told.at(-1)).toBe("pause 90000");
});

test("what is no list of updates is a fault", async () => {
  const { faults } = await story([deleted, (response) => ok(response, [{ message: {} }])]);
  expect(faults).toHaveLength(1);
});

test("it does not begin when it is to end", async () => {
  const { poll } = telegramOf({ apiUrl: "http://127.0.0.1:1" });
  await poll(
    async () => {},
    AbortSignal.abort(),
    (fault) => {
      throw fault;
    },
  );
});

test("a pause ends with the signal", async () => {
  const stop = new AbortController();
  await withStandIn(
    (_, response) => refused(502)(response),
    (apiUrl) =>
      telegramOf({ apiUrl }).poll(
        async () => {},
        stop.signal,
        () => setImmediate(() => stop.abort()),
      ),
  );
});
