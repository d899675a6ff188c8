import { createHmac } from "node:crypto";
import { createServer, request, type Server } from "node:http";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { createFaults } from "../../../sandbox/faults.ts";
import { openSandbox, type Sandbox } from "../../../sandbox/index.ts";
import { account } from "../../../sandbox/vendors/whatsapp/account.ts";

let sandbox: Sandbox;
let shop: Server | undefined;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => {
  await sandbox.close();
  shop?.close();
});

const call = async (path: string, body?: unknown) => {
  const response = await fetch(`${sandbox.url}/sandbox${path}`, {
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
  return { status: response.status, answer: await response.json() };
};

test("the clock runs, and jumps when told to", async () => {
  const before = Date.now();
  const { answer } = await call("/clock", { advance: "P1DT2H3M4S" });
  const ahead = Date.parse(answer.now) - before;
  expect(ahead).toBeGreaterThanOrEqual(93_784_000);
  expect(ahead).toBeLessThan(93_784_000 + 60_000);
  await call("/clock", { at: "2027-03-01T12:00:00Z" });
  expect((await call("/clock")).answer.now).toMatch(/^2027-03-01T12:0/);
  expect(sandbox.clock.now().toISOString()).toMatch(/^2027-03-01T12:0/);
});

test.each<[string, string, unknown, number]>([
  ["nothing that a shopper can do", "/whatsapp/shopper", { from: "+212661234567", dances: true }, 400],
  ["nobody", "/whatsapp/shopper", { text: "bonjour" }, 400],
  ["an address of another channel", "/whatsapp/shopper", { from: "amina@example.com", text: "a" }, 409],
  ["a tap where nothing is", "/whatsapp/shopper", { from: "+212661234567", tap: "Voir" }, 409],
  ["what the channel does not have", "/sms/shopper", { from: "+212661234567", sticker: true }, 409],
  ["a channel that there is not", "/fax/shopper", { from: "1", text: "a" }, 404],
  ["a fault that there is not", "/faults", { channel: "sms", answer: "sing" }, 400],
  ["a time that is none", "/clock", { advance: "a day" }, 400],
])("%s is refused", async (_, path, body, status) => {
  const { status: told, answer } = await call(path, body);
  expect([told, typeof answer.error]).toEqual([status, "string"]);
});

test("a shop that could not be reached is called again, by a signed call", async () => {
  const { answer } = await call("/whatsapp/shopper", { from: "+212661234567", text: "été" });
  expect(answer).toMatchObject({ by: "shopper", answered: 0, shows: { text: "été" } });
  const called = new Promise<{ body: Buffer; signature: unknown }>((resolve) => {
    shop = createServer(async (asked, response) => {
      const pieces: Buffer[] = [];
      for await (const piece of asked) pieces.push(piece);
      response.end();
      resolve({ body: Buffer.concat(pieces), signature: asked.headers["x-hub-signature-256"] });
    }).listen(sandbox.configOf({}).port, "127.0.0.1");
    shop.once("listening", () => sandbox.clock.advance(60_000));
  });
  const { body, signature } = await called;
  const digest = createHmac("sha256", account.appSecret).update(body).digest("hex");
  expect(signature).toBe(`sha256=${digest}`);
  // As Meta writes it.
  expect(body.toString()).toContain('"body":"\\u00e9t\\u00e9"');
});

test("faults by chance, and so many times", () => {
  const draws = [0.1, 0.9, 0.3];
  const faults = createFaults(() => draws.shift() ?? 0);
  faults.order({ channel: "sms", answer: "hang", rate: 0.5, times: 2 });
  expect([1, 2, 3, 4].map(() => faults.next("sms"))).toEqual(["hang", null, "hang", null]);
});

test("faults are set by parts, and forgotten by a reset", async () => {
  await call("/faults", { channel: "sms", answer: { code: 21610 }, times: 2 });
  const { answer } = await call("/faults", { channel: "sms", receipts: "lose", receiptDelay: "PT1H" });
  expect(answer.sms).toMatchObject({
    answer: { code: 21610 },
    left: 2,
    receipts: "lose",
    receiptDelayMs: 3_600_000,
  });
  await call("/reset", {});
  expect((await call("/faults")).answer).toEqual({});
});

test("whoever waits for news is told of them, and of a reset", async () => {
  const { change } = (await call("/chats")).answer;
  const news = call(`/chats?after=${change}&wait=30`);
  await call("/telegram/shopper", { from: "1111111", text: "/start" });
  expect((await news).answer.entries).toMatchObject([{ channel: "telegram", shows: { text: "/start" } }]);
  await call("/reset", {});
  expect((await call(`/chats?after=${change}`)).answer).toMatchObject({ isNew: true, entries: [] });
});

test.each([
  ["another name that leads here", { host: "rebound.example" }],
  ["a page elsewhere", { origin: "https://elsewhere.example" }],
])("%s is not let in", async (_, headers) => {
  const status = await new Promise((resolve) => {
    request(`${sandbox.url}/sandbox/clock`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
  });
  expect(status).toBe(403);
});
