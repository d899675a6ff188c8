import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Front, post, startFront, type Visitor, visit } from "./front.ts";

let front: Front;
let visitor: Visitor;
beforeAll(async () => {
  front = await startFront();
  visitor = await visit(front);
});
afterAll(() => front.close());

const messages = () => `${front.url}/v1/conversations/${visitor.id}/messages`;
const sendRaw = (body: string | Uint8Array, contentType = "application/json") =>
  fetch(messages(), {
    method: "POST",
    headers: { authorization: `Bearer ${visitor.token}`, "content-type": contentType },
    body: body as BodyInit,
  });
const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const field = (value: unknown) => JSON.stringify({ text: value });

test.each<[string, string | Uint8Array, number, string?]>([
  ["nothing", "", 400],
  ["half an object", '{"text":', 400],
  ["two objects", "{}{}", 400],
  ["a text", '"hello"', 400],
  ["null", "null", 400],
  ["a list", "[]", 400],
  ["an empty object", "{}", 400],
  ["a number for the text", field(1), 400, "/text"],
  ["null for the text", field(null), 400, "/text"],
  ["an object for the text", field({ $gt: "" }), 400, "/text"],
  ["an empty text", field(""), 400, "/text"],
  ["an unknown field", '{"text":"a","role":"staff"}', 400],
  ["__proto__", '{"text":"a","__proto__":{"admin":true}}', 400],
  ["__proto__ further down", '{"text":"a","attachments":[{"__proto__":[]}]}', 400],
  ["constructor", '{"text":"a","constructor":{"prototype":{"admin":true}}}', 400],
  ["two kinds of message", '{"text":"a","value":"b"}', 400],
  ["a title without a value", '{"text":"a","title":"b"}', 400, "/title"],
  ["an id with blanks", '{"id":"a b","text":"a"}', 400, "/id"],
  ["an id that is too long", JSON.stringify({ id: "x".repeat(101), text: "a" }), 400, "/id"],
  ["two attachments", JSON.stringify({ attachments: [{ mediaId: "a" }, { mediaId: "b" }] }), 400],
  ["a path as mediaId", '{"attachments":[{"mediaId":"../../operator.key"}]}', 400, "/attachments/0/mediaId"],
  ["lists 20,000 deep", deep(20_000), 400],
  ["objects 10,000 deep", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, 400],
  ["what is not UTF-8", Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d), 400],
  ["a body of 64 KB and one byte", " ".repeat(64 * 1024 + 1), 413],
  ["a body of 2 MB", field("a".repeat(2 * 1024 * 1024)), 413],
])("%s is refused", async (_name, body, status, pointer = "") => {
  const response = await sendRaw(body);
  expect(response.status).toBe(status);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = (await response.json()) as { status: number; errors?: { pointer: string }[] };
  expect(problem).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
  if (pointer) expect(problem.errors).toContainEqual(expect.objectContaining({ pointer }));
});

test("a text of nearly 64 KB is taken", async () => {
  expect((await sendRaw(field("a".repeat(64 * 1024 - 20)))).status).toBe(202);
});

test.each([
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/json; charset=latin1",
  "",
])("the content type %j is refused", async (contentType) => {
  const response = await sendRaw(field("a"), contentType);
  expect(response.status).toBe(415);
  expect(response.headers.get("accept")).toBe("application/json");
});

test.each([
  "?after=-1",
  "?after=x",
  "?after=1.5",
  "?wait=26",
  "?wait=1e9",
  "?after[$gt]=1",
  "?token=abc",
  "?after=1&after=x",
])("the query %s is refused", async (query) => {
  expect((await visitor.request(`/messages${query}`)).status).toBe(400);
});

test.each<[string, unknown]>([
  ["a number for the locale", { locale: 5 }],
  ["a path for the locale", { locale: "../../etc" }],
  ["a list for the contact", { contact: [] }],
  ["an unknown field in the contact", { contact: { name: "a", verified: true } }],
  ["no address for the email", { contact: { email: "not an address" } }],
  ["a name that is too long", { contact: { name: "a".repeat(101) } }],
  ["nested metadata", { metadata: { a: { b: 1 } } }],
  ["too much metadata", { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, 1])) }],
])("an opening with %s is refused", async (_name, opening) => {
  expect((await post(`${front.url}/v1/conversations`, opening)).status).toBe(400);
});

test.each([
  ["PUT", 405],
  ["PATCH", 405],
  ["DELETE", 405],
  ["OPTIONS", 405],
])("%s on the messages is %s and says what is allowed", async (method, status) => {
  const response = await visitor.request("/messages", { method });
  expect(response.status).toBe(status);
  expect(response.headers.get("allow")).toMatch(/GET.*POST/);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
});

test("an unknown path is a problem that does not repeat the path", async () => {
  const response = await fetch(`${front.url}/v1/%3Cscript%3E?secret=1`);
  expect(response.status).toBe(404);
  expect(await response.text()).not.toMatch(/script|secret/);
});

test("HEAD of a public page has no body", async () => {
  const response = await fetch(`${front.url}/healthz`, { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
});

/** Sends bytes as they are, which fetch would put in order. */
const raw = (request: string) =>
  new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(front.url).port), "127.0.0.1");
    let answer = "";
    socket.on("data", (data) => {
      answer += data;
    });
    socket.on("close", () => resolve(answer));
    // A server that refuses early may reset the connection.
    socket.on("error", () => resolve(answer));
    socket.end(request);
  });

test.each([
  ["//evil.example/", 400],
  ["/\\evil.example", 400],
  ["http://evil.example/v1/conversations", 400],
  ["*", 400],
  ["/%", 404],
  ["/%00", 404],
  ["/demo/%2e%2e%2f%2e%2e%2fpackage.json", 404],
  ["/demo/..%5c..%5cpackage.json", 404],
  ["/demo/../../package.json", 404],
  ["/docs/../../package.json", 404],
  ["/docs/%2e%2e%2fpackage.json", 404],
  ["/page/.env", 404],
])("the path %s is answered %s", async (path, status) => {
  const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).not.toMatch(/"version"|dependencies/);
});

test.each([
  ["no HTTP at all", "hello\r\n\r\n", /^HTTP\/1.1 400 /],
  [
    "a header that never ends",
    `GET / HTTP/1.1\r\nHost: a\r\nX: ${"a".repeat(70_000)}\r\n\r\n`,
    /^(HTTP\/1.1 431 |$)/,
  ],
  [
    "two lengths",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    /^HTTP\/1.1 400 /,
  ],
])("%s is refused and the server lives on", async (_name, request, status) => {
  expect(await raw(request)).toMatch(status);
  expect((await fetch(`${front.url}/healthz`)).status).toBe(200);
});

test("a client that breaks off in the middle of its body harms nobody", async () => {
  const head = `POST /v1/conversations HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"`;
  await new Promise<void>((resolve) => {
    const socket = connect(Number(new URL(front.url).port), "127.0.0.1", () => {
      socket.write(head, () => socket.destroy());
    });
    socket.on("close", () => resolve());
  });
  expect((await fetch(`${front.url}/healthz`)).status).toBe(200);
});

test("nothing of all this was an error of ours, and the prototype is clean", () => {
  expect(front.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});
