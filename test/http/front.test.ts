import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Front, post, startFront, visit } from "./front.ts";

describe("every answer", () => {
  let front: Front;
  beforeAll(async () => {
    front = await startFront({
      config: { allowedOrigins: ["https://shop.example"], publicUrl: "https://chat.example" },
    });
  });
  afterAll(() => front.close());

  test.each(["/healthz", "/nowhere", "/docs", "/v1/conversations"])(
    "of %s is strict with browsers",
    async (path) => {
      const { headers } = await fetch(front.url + path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get("strict-transport-security")).toMatch(/max-age=\d+/);
      expect(headers.get("set-cookie")).toBeNull();
      expect(headers.get("server")).toBeNull();
    },
  );

  test("carries the caller's correlation id, or one of ours when theirs is not harmless", async () => {
    const idFor = async (id: string) =>
      (await fetch(`${front.url}/nowhere`, { headers: { "x-request-id": id } })).headers.get("x-request-id");
    expect(await idFor("abc-123")).toBe("abc-123");
    expect(await idFor("a b")).toMatch(/^[\da-f-]{36}$/);
    expect(await idFor("x".repeat(65))).toMatch(/^[\da-f-]{36}$/);
  });

  test("that is a problem names the request", async () => {
    const response = await fetch(`${front.url}/nowhere`, { headers: { "x-request-id": "abc" } });
    expect(await response.json()).toEqual({
      type: "urn:hanout:problem:not-found",
      title: "Not Found",
      status: 404,
      detail: expect.any(String),
      instance: "urn:hanout:request:abc",
    });
  });

  test("to an allowed page may be read by it", async () => {
    const preflight = await fetch(`${front.url}/v1/conversations`, {
      method: "OPTIONS",
      headers: { origin: "https://shop.example", "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect(preflight.headers.get("access-control-allow-headers")).toMatch(/Authorization/);
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
    const opened = await post(`${front.url}/v1/conversations`, {}, { origin: "https://shop.example" });
    expect(opened.status).toBe(201);
    expect(opened.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect(opened.headers.get("vary")).toBe("Origin");
  });

  test.each(["https://evil.example", "http://shop.example", "https://shop.example.evil.example", "null"])(
    "to a page of %s is a refusal, before anything is done",
    async (origin) => {
      const response = await post(`${front.url}/v1/conversations`, {}, { origin });
      expect(response.status).toBe(403);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    },
  );

  test("to our own page is given", async () => {
    expect((await post(`${front.url}/v1/conversations`, {}, { origin: front.url })).status).toBe(201);
    const behindProxy = await post(`${front.url}/v1/conversations`, {}, { origin: "https://chat.example" });
    expect(behindProxy.status).toBe(201);
  });
});

test("the log tells what happened and nothing about people", async () => {
  const front = await startFront();
  const visitor = await visit(front, { contact: { name: "Hélène", phone: "+212600000001" } });
  await visitor.send({ id: "m1", text: "my secret wish" });
  await visitor.request("/messages?after=0&wait=0");
  await fetch(`${front.url}/v1/conversations/${visitor.id}/messages?token=leaked`);
  await front.close();
  const lines = front.log.map((line) => JSON.parse(line));
  expect(lines).toContainEqual(
    expect.objectContaining({
      level: "info",
      method: "POST",
      route: "/v1/conversations/:id/messages",
      status: 202,
      requestId: expect.any(String),
      durationMs: expect.any(Number),
      caller: expect.stringMatching(/^[\w-]{12}$/),
    }),
  );
  const text = front.log.join("");
  for (const personal of [
    "Hélène",
    "212600000001",
    "secret wish",
    visitor.token,
    visitor.id,
    "leaked",
    "127.0.0.1",
  ])
    expect(text).not.toContain(personal);
});

test("metrics count requests by route template", async () => {
  const front = await startFront();
  const visitor = await visit(front);
  await visitor.send({ text: "hello" });
  await visitor.answersAfter(0);
  const response = await fetch(`${front.url}/metrics`);
  const text = await response.text();
  expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  expect(text).toMatch(
    /hanout_http_request_duration_seconds_count\{method="POST",route="\/v1\/conversations\/:id\/messages",status="202"\} 1/,
  );
  expect(text).toMatch(/hanout_turns_total\{outcome="committed"\} 1/);
  expect(text).toMatch(/nodejs_eventloop_lag_seconds/);
  expect(text).not.toContain(visitor.id);
  await front.close();
});

test("it is ready only while it takes messages", async () => {
  let isReady = true;
  const front = await startFront({ services: () => ({ ready: () => isReady }) });
  expect((await fetch(`${front.url}/readyz`)).status).toBe(200);
  isReady = false;
  expect((await fetch(`${front.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${front.url}/healthz`)).status).toBe(200);
  await front.close();
});
