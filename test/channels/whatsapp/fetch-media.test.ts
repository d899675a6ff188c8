import type { ServerResponse } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { DeliveryError } from "../../../models/ports/channel.ts";
import { type Asked, accessToken, account, json, whatsAppOf, withStandIn } from "./stand-in.ts";

const never = new AbortController().signal;
const megabyte = 1024 * 1024;
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
  if (outcome instanceof DeliveryError)
    expect(`${outcome.stack} ${outcome.cause}`).not.toContain(accessToken);
  return { outcome, asked };
}

test("the address of a file is asked for, then the file", async () => {
  const { outcome, asked } = await fetched(photo);
  expect(outcome).toEqual({ bytes: Buffer.from("📷"), contentType: "image/jpeg" });
  expect(asked).toMatchObject([
    { method: "GET", path: `/v25.0/55?phone_number_id=${account}`, authorization: `Bearer ${accessToken}` },
    { method: "GET", path: "/attachments/?mid=1", authorization: `Bearer ${accessToken}` },
  ]);
});

test("one of unknown size, and an empty one", async () => {
  const { outcome } = await fetched({ ...photo, file_size: undefined }, (response) => response.end());
  expect(outcome).toMatchObject({ bytes: Buffer.alloc(0) });
});

describe("as large as WhatsApp allows", () => {
  test.each([
    ["image/jpeg", 5 * megabyte],
    ["image/webp", 500 * 1024],
    ["audio/ogg; codecs=opus", 16 * megabyte],
    ["video/mp4", 16 * megabyte],
    ["application/pdf", 100 * megabyte],
  ])("%s: %d bytes", async (mime_type, most) => {
    const file = { ...photo, mime_type, file_size: String(most) };
    expect((await fetched(file)).outcome).toMatchObject({ contentType: mime_type });
    const { outcome, asked } = await fetched({ ...file, file_size: most + 1 });
    expect(outcome).toMatchObject({ kind: "never" });
    expect(asked).toHaveLength(1);
  });
});

describe("not loaded at all", () => {
  test.each<[string, object | ((response: ServerResponse) => void), string]>([
    ["no address", { ...photo, url: undefined }, "never"],
    ["an address that is none", { ...photo, url: "//evil.example" }, "never"],
    ["another host", { ...photo, url: "https://evil.example/x" }, "never"],
    ["a host that only sounds like Meta's", { ...photo, url: "https://evilfbsbx.com/x" }, "never"],
    [
      "a host that only begins like Meta's",
      { ...photo, url: "https://lookaside.fbsbx.com.evil.example/x" },
      "never",
    ],
    [
      "a user that looks like Meta's",
      { ...photo, url: "https://lookaside.fbsbx.com@evil.example/x" },
      "never",
    ],
    ["no TLS", { ...photo, url: "http://lookaside.fbsbx.com/x" }, "never"],
    ["another port of this machine", { ...photo, url: "http://127.0.0.1:1/x" }, "never"],
    ["a file", { ...photo, url: "file:///etc/passwd" }, "never"],
    ["no type", { ...photo, mime_type: undefined }, "never"],
    [
      "an id that is over",
      (response) => json(response, 400, { error: { code: 100, message: "m" } }),
      "never",
    ],
    ["a fault of Meta", (response) => json(response, 502, ""), "retry"],
  ])("%s", async (_, described, kind) => {
    const { outcome, asked } = await fetched(described);
    expect(outcome).toMatchObject({ kind });
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
    expect(files).toMatchObject({ kind: "never" });
  });
});

describe("loaded in vain", () => {
  test.each<[string, (response: ServerResponse) => void, object]>([
    ["it is gone", (response) => json(response, 404, "Not Found"), { kind: "never" }],
    ["the token is over", (response) => json(response, 401, ""), { kind: "credentials" }],
    ["a fault of Meta", (response) => json(response, 502, ""), { kind: "retry" }],
    [
      "too much is asked for",
      (response) => json(response, 429, "", { "retry-after": "7" }),
      { kind: "throttled", until: new Date("2026-11-20T10:00:07Z") },
    ],
    ["it leads elsewhere", (response) => json(response, 302, "", { location: "/x" }), { kind: "retry" }],
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
      (response) => response.end(Buffer.alloc(5 * megabyte + 1)),
      { kind: "never", message: "the file is too large for image/jpeg" },
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
