import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { DeliveryError } from "../../../models/ports/channel.ts";
import { MediaError, mostMediaBytes } from "../../../models/ports/media.ts";
import { json, ok, telegramOf, token, withStandIn } from "./stand-in.ts";

const never = new AbortController().signal;
const file = { file_id: "A", file_unique_id: "B", file_size: 4, file_path: "photos/file_1.jpg" };

/** Fetches from a stand-in that describes the file so and sends it so. */
async function fetched(
  described: object | ((response: ServerResponse) => void),
  send: (response: ServerResponse) => void = (response) => response.end("📷"),
  signal = never,
) {
  const paths: string[] = [];
  const outcome = await withStandIn(
    ({ path }, response) => {
      paths.push(path);
      if (!path.endsWith("/getFile")) return send(response);
      if (typeof described === "function") described(response);
      else ok(response, described);
    },
    (apiUrl) => telegramOf({ apiUrl }).channel.media!("A", signal).then(String, (fault: unknown) => fault),
  );
  if (outcome instanceof DeliveryError || outcome instanceof MediaError)
    expect(inspect(outcome, { depth: null })).not.toContain(token);
  return { outcome, paths };
}

test("a file is asked for, then loaded", async () => {
  expect(await fetched(file)).toEqual({
    outcome: "📷",
    paths: [`/bot${token}/getFile`, `/file/bot${token}/photos/file_1.jpg`],
  });
});

test("an empty one, and one of unknown size", async () => {
  const { outcome } = await fetched({ ...file, file_size: undefined }, (response) => response.end());
  expect(outcome).toBe("");
});

describe("not loaded at all", () => {
  test.each<[string, object | ((response: ServerResponse) => void), object]>([
    ["too large, as Telegram says", { ...file, file_size: mostMediaBytes + 1 }, { why: "too-large" }],
    [
      "too large for Telegram",
      (response) =>
        json(response, 400, { ok: false, error_code: 400, description: "Bad Request: file is too big" }),
      { kind: "never" },
    ],
    ["no path", { file_id: "A" }, { why: "gone" }],
    ["a path to above", { ...file, file_path: "../../bot1:a/getMe" }, { why: "refused" }],
    ["a path to above, written otherwise", { ...file, file_path: "%2e%2e/%2E%2e/x" }, { why: "refused" }],
    ["a fault of Telegram", (response) => json(response, 502, ""), { kind: "retry" }],
  ])("%s", async (_, described, fault) => {
    const { outcome, paths } = await fetched(described);
    expect(outcome).toMatchObject(fault);
    expect(paths).toHaveLength(1);
  });

  test.each(["//evil.example/x", "@evil.example/x", "\\\\evil.example\\x", "https://evil.example/x"])(
    "the path %s leads to no other host",
    async (path) => {
      const { paths } = await fetched({ ...file, file_path: path });
      expect(paths[1]).toMatch(new RegExp(`^/file/bot${token}/`));
    },
  );
});

describe("loaded in vain", () => {
  test.each<[string, (response: ServerResponse) => void, object]>([
    ["it is gone", (response) => json(response, 404, "Not Found"), { why: "gone" }],
    ["a fault of Telegram", (response) => json(response, 502, ""), { kind: "retry" }],
    [
      "too much is asked for",
      (response) => answered(response, 429, { "retry-after": "7" }),
      { kind: "throttled", until: new Date("2026-11-20T10:00:07Z") },
    ],
    ["it leads elsewhere", (response) => answered(response, 302, { location: "/x" }), { kind: "retry" }],
    [
      "half of it comes",
      (response) => {
        response.writeHead(200, { "content-length": "500" });
        response.write("half", () => response.socket?.destroy());
      },
      { kind: "retry" },
    ],
    [
      "it is larger than was said",
      (response) => response.end(Buffer.alloc(mostMediaBytes + 1)),
      { why: "too-large" },
    ],
  ])("%s", async (_, send, fault) => {
    const { outcome, paths } = await fetched(file, send);
    expect(outcome).toMatchObject(fault);
    expect(paths).toHaveLength(2);
  });

  test("the signal ends it", async () => {
    const patience = new AbortController();
    const send = (response: ServerResponse) => response.write("a", () => patience.abort());
    const { outcome } = await fetched(file, send, patience.signal);
    expect(outcome).toMatchObject({ kind: "retry" });
  });
});

test("10 MB are loaded", async () => {
  const { outcome } = await fetched({ ...file, file_size: mostMediaBytes }, (response) =>
    response.end(Buffer.alloc(mostMediaBytes, "a")),
  );
  expect(String(outcome)).toHaveLength(mostMediaBytes);
});

/** Where restify was loaded before, `writeHead` returns nothing. */
function answered(response: ServerResponse, status: number, headers: Record<string, string>): void {
  response.writeHead(status, headers);
  response.end();
}
