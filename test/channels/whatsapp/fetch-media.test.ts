import type { ServerResponse } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { DeliveryError } from "../../../models/ports/channel.ts";
import { MediaError, mostMediaBytes } from "../../../models/ports/media.ts";
import { type Asked, accessToken, account, json, whatsAppOf, withStandIn } from "./stand-in.ts";

const never = new AbortController().signal;
const photo = { messaging_product: "whatsapp", id: "55", mime_type: "image/jpeg", sha256: "a", file_size: 4 };

/** Fetches from a stand-in that describes the file so, at its own address unless it says another, and sends it so. */
async function fetched(
  described: object | ((response: ServerResponse) => void),
  send: (response: ServerResponse) => void = (response) => response.end("📷"),
  signal = never,
) {
  const asked: Asked[] = [];
  let apiUrl = "";
  const outcome = await withStandIn(
    (request, response) => {
      asked.push(request);
      if (!request.path.startsWith("/v25.0/")) return send(response);
      if (typeof described === "function") described(response);
      else json(response, 200, { url: `${apiUrl}/attachments/?mid=1`, ...described });
    },
    (url) => {
      apiUrl = url;
      return whatsAppOf({ apiUrl: url }).channel.media!("55", signal).catch((fault: unknown) => fault);
    },
  );
  if (outcome instanceof DeliveryError || outcome instanceof MediaError)
    expect(`${outcome.stack} ${outcome.cause}`).not.toContain(accessToken);
  return { outcome, asked };
}

test("the address of a file is asked for, then the file", async () => {
  const { outcome, asked } = await fetched(photo);
  expect(outcome).toEqual(Buffer.from("📷"));
  expect(asked).toMatchObject([
    { method: "GET", path: `/v25.0/55?phone_number_id=${account}`, authorization: `Bearer ${accessToken}` },
    { method: "GET", path: "/attachments/?mid=1", authorization: `Bearer ${accessToken}` },
  ]);
});

test("one of unknown size, and an empty one", async () => {
  const { outcome } = await fetched({ ...photo, file_size: undefined }, (response) => response.end());
  expect(outcome).toEqual(Buffer.alloc(0));
});

test("as large as is kept", async () => {
  const file = { ...photo, file_size: String(mostMediaBytes) };
  expect((await fetched(file)).outcome).toEqual(Buffer.from("📷"));
  const { outcome, asked } = await fetched({ ...photo, file_size: mostMediaBytes + 1 });
  expect(outcome).toMatchObject({ why: "too-large" });
  expect(asked).toHaveLength(1);
});

describe("not loaded at all", () => {
  test.each<[string, object | ((response: ServerResponse) => void), object]>([
    ["no address", { ...photo, url: undefined }, { why: "gone" }],
    ["an address that is none", { ...photo, url: "//evil.example" }, { why: "gone" }],
    ["another host", { ...photo, url: "https://evil.example/x" }, { why: "refused" }],
    ["a host that only sounds like Meta's", { ...photo, url: "https://evilfbsbx.com/x" }, { why: "refused" }],
    [
      "a host that only begins like Meta's",
      { ...photo, url: "https://lookaside.fbsbx.com.evil.example/x" },
      { why: "refused" },
    ],
    [
      "a user that looks like Meta's",
      { ...photo, url: "https://lookaside.fbsbx.com@evil.example/x" },
      { why: "refused" },
    ],
    ["no TLS", { ...photo, url: "http://lookaside.fbsbx.com/x" }, { why: "refused" }],
    ["another port of this machine", { ...photo, url: "http://127.0.0.1:1/x" }, { why: "refused" }],
    ["a file", { ...photo, url: "file:///etc/passwd" }, { why: "refused" }],
    ["this machine, by another name", { ...photo, url: "https://localhost/x" }, { why: "refused" }],
    [
      "an id that is over",
      (response) => json(response, 400, { error: { code: 100, message: "m" } }),
      { kind: "never" },
    ],
    ["a fault of Meta", (response) => json(response, 502, ""), { kind: "retry" }],
  ])("%s", async (_, described, fault) => {
    const { outcome, asked } = await fetched(described);
    expect(outcome).toMatchObject(fault);
    expect(asked).toHaveLength(1);
  });

  test("this machine, when Meta itself is asked", async () => {
    const files = await withStandIn(
      (_, response) => json(response, 200, {}),
      async (apiUrl) => {
        const others = { ...photo, url: `${apiUrl}/x` };
        return (await fetched(others)).outcome;
      },
    );
    expect(files).toMatchObject({ why: "refused" });
  });
});

describe("loaded in vain", () => {
  test.each<[string, (response: ServerResponse) => void, object]>([
    ["it is gone", (response) => json(response, 404, "Not Found"), { why: "gone" }],
    ["the token is over", (response) => json(response, 401, ""), { kind: "credentials" }],
    ["a fault of Meta", (response) => json(response, 502, ""), { kind: "retry" }],
    [
      "too much is asked for",
      (response) => json(response, 429, "", { "retry-after": "7" }),
      { kind: "throttled", until: new Date("2026-11-20T10:00:07Z") },
    ],
    [
      "it leads elsewhere",
      (response) => json(response, 302, "", { location: "https://evil.example/x" }),
      { why: "refused" },
    ],
    [
      "half of it comes",
      (response) => {
        response.writeHead(200, { "content-length": "500" });
        response.write("half", () => response.socket!.destroy());
      },
      { kind: "retry" },
    ],
    [
      "it is larger than was said",
      (response) => response.end(Buffer.alloc(mostMediaBytes + 1)),
      { why: "too-large", message: "the file has more than 10 MB" },
    ],
  ])("%s", async (_, send, fault) => {
    const { outcome, asked } = await fetched(photo, send);
    expect(outcome).toMatchObject(fault);
    expect(asked).toHaveLength(2);
  });

  test("the signal ends it", async () => {
    const patience = new AbortController();
    const send = (response: ServerResponse) => response.write("a", () => patience.abort());
    const { outcome } = await fetched(photo, send, patience.signal);
    expect(outcome).toMatchObject({ kind: "retry" });
  });
});

test("where it leads within the vendor hears no token", async () => {
  let asks = 0;
  const { outcome, asked } = await fetched(photo, (response) => {
    asks += 1;
    if (asks === 1) json(response, 302, "", { location: "/elsewhere" });
    else response.end("📷");
  });
  expect(outcome).toEqual(Buffer.from("📷"));
  expect(asked.slice(1)).toMatchObject([
    { path: "/attachments/?mid=1", authorization: `Bearer ${accessToken}` },
    { path: "/elsewhere", authorization: "" },
  ]);
});
