import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { EventsReport } from "../../bots/shop-events/index.ts";
import { StorageError } from "../../models/ports/store.ts";
import { type Front, startFront } from "./front.ts";

const secret = "the shop's own secret";
const former = "the secret of before";
let front: Front;
let told: unknown[] = [];
let report: EventsReport;
let fault: Error | null = null;
beforeAll(async () => {
  front = await startFront({
    config: { eventSecrets: [secret, former] },
    services: () => ({
      shopEvents: {
        async take(body) {
          told.push(body);
          if (fault) throw fault;
          return report;
        },
      },
    }),
  });
});
afterAll(() => front.close());
beforeEach(() => {
  told = [];
  fault = null;
  report = { taken: 1, known: 0, refused: [] };
});

const body = JSON.stringify({ id: "e1", type: "order.paid", number: "10042", at: "2026-11-20T10:00:00Z" });
const now = () => Math.floor(Date.now() / 1000);
const sign = (key = secret, text = body, time = now()) =>
  `t=${time},v1=${createHmac("sha256", key).update(`${time}.${text}`).digest("hex")}`;
const tell = (signature: string | null, text: string | Buffer = body, url = front.url) =>
  fetch(`${url}/v1/events`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(signature !== null && { "x-hanout-signature": signature }),
    },
    body: text as string,
  });

test("what is signed is taken", async () => {
  const answer = await tell(sign());
  expect([answer.status, await answer.json()]).toEqual([200, { taken: 1, known: 0 }]);
  expect(told).toEqual([JSON.parse(body)]);
});

test("while the secret is changed, each of them signs, and several signatures may be given", async () => {
  expect((await tell(sign(former))).status).toBe(200);
  const [time, other] = sign("of somebody else").split(",");
  const right = sign().split(",")[1];
  expect((await tell(`${time}, ${other}, ${right}`)).status).toBe(200);
});

test.each([
  ["no signature", () => null],
  ["an empty one", () => ""],
  ["that of another secret", () => sign("of somebody else")],
  ["that of an empty secret", () => sign("")],
  ["that of another body", () => sign(secret, "{}")],
  ["that of six minutes ago", () => sign(secret, body, now() - 360)],
  ["that of six minutes ahead", () => sign(secret, body, now() + 360)],
  ["another time than was signed", () => sign().replace(/t=\d+/, `t=${now() + 1}`)],
  ["no time", () => sign().replace(/t=\d+,/, "")],
  ["half of it", () => sign().slice(0, 40)],
  ["capitals", () => sign().toUpperCase()],
])("%s: 401, and nothing is done", async (_, signature) => {
  const answer = await tell(signature());
  expect([answer.status, told]).toEqual([401, []]);
  expect(await answer.json()).toMatchObject({ type: "urn:hanout:problem:signature" });
});

test("the bytes count, not what they mean", async () => {
  const spaced = JSON.stringify(JSON.parse(body), null, 2);
  expect((await tell(sign(secret, spaced), spaced)).status).toBe(200);
  expect((await tell(sign(), spaced)).status).toBe(401);
});

test("those at fault are named by their place; the others are taken", async () => {
  report = { taken: 2, known: 1, refused: [{ path: [3, "order", "total"], message: "what it must be" }] };
  const answer = await tell(sign());
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    detail: expect.stringMatching(/2 events were taken, 1 were known/),
    errors: [{ pointer: "/3/order/total", message: "what it must be" }],
  });
});

test.each([
  ["no JSON", "{", 400],
  ["no UTF-8", Buffer.from([0x22, 0xff, 0x22]), 400],
  ["too much", `"${"x".repeat(1024 * 1024)}"`, 413],
])("%s is refused", async (_, text, status) => {
  const signature = sign(secret, text as string);
  const time = now();
  const bytes = createHmac("sha256", secret).update(`${time}.`).update(text).digest("hex");
  expect((await tell(Buffer.isBuffer(text) ? `t=${time},v1=${bytes}` : signature, text)).status).toBe(status);
});

test("what cannot be stored is not acknowledged", async () => {
  fault = new StorageError("the disk is full");
  const answer = await tell(sign());
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
});

test("without a secret nobody can tell anything", async () => {
  const off = await startFront();
  const answer = await tell(sign(), body, off.url);
  expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([
    404,
    expect.stringContaining("EVENTS_SECRET"),
  ]);
  await off.close();
});
