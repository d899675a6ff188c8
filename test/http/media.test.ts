import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { gif, heic, jpeg, pdf, png, webp } from "../fakes/pictures.ts";
import { asOperator, type Front, startFront, type Visitor, visit } from "./front.ts";

let front: Front;
let visitor: Visitor;
beforeAll(async () => {
  front = await startFront();
  visitor = await visit(front);
});
afterAll(() => front.close());

const upload = (bytes: Uint8Array, contentType = "application/octet-stream", by = visitor) =>
  by.request("/media", { method: "POST", headers: { "content-type": contentType }, body: bytes as BodyInit });

test.each([
  ["image/png", png],
  ["image/gif", gif],
  ["image/jpeg", jpeg],
  ["image/webp", webp],
])("a picture of %s is kept and comes back with its own type", async (type, bytes) => {
  const stored = await upload(bytes);
  expect(stored.status).toBe(201);
  const { id } = (await stored.json()) as { id: string };
  const fetched = await visitor.request(`/media/${id}`);
  expect(fetched.headers.get("content-type")).toBe(type);
  expect(fetched.headers.get("x-content-type-options")).toBe("nosniff");
  expect(Buffer.from(await fetched.arrayBuffer())).toEqual(bytes);
});

test("the bytes decide, not the header", async () => {
  const stored = await upload(gif, "image/png");
  const { id } = (await stored.json()) as { id: string };
  expect(id).toMatch(/\.gif$/);
});

test.each([
  ["HTML called a picture", Buffer.from("<html><script>alert(1)</script>"), "image/png"],
  ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), "image/png"],
  ["PDF", Buffer.from("%PDF-1.7\n"), "application/octet-stream"],
  ["nothing", Buffer.alloc(0), "image/png"],
  ["a declared type that we do not take", png, "text/html"],
])("%s is refused", async (_name, bytes, type) => {
  expect((await upload(bytes, type)).status).toBe(415);
});

test("a picture over 5 MB is refused", async () => {
  const large = Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]);
  expect((await upload(large)).status).toBe(413);
});

test("a picture is sent with a message and shown in the transcript", async () => {
  const sender = await visit(front);
  const { id } = (await (await upload(png, "image/png", sender)).json()) as { id: string };
  expect((await sender.send({ attachments: [{ mediaId: id }] })).status).toBe(202);
  await sender.answersAfter(0);
  const { messages } = (await (await sender.request("/messages")).json()) as { messages: object[] };
  expect(messages[0]).toMatchObject({ from: "shopper", attachments: [{ kind: "image", mediaId: id }] });
});

test("a picture belongs to its conversation alone", async () => {
  const other = await visit(front);
  const { id } = (await (await upload(png)).json()) as { id: string };
  expect((await other.request(`/media/${id}`)).status).toBe(404);
  expect((await other.send({ attachments: [{ mediaId: id }] })).status).toBe(400);
  expect((await fetch(`${front.url}/v1/conversations/${visitor.id}/media/${id}`)).status).toBe(401);
});

test.each(["..%2f..%2foperator.key", "%2e%2e", "x.png", `${"a".repeat(32)}.svg`])(
  "no name leads anywhere else: %s",
  async (name) => {
    expect((await visitor.request(`/media/${name}`)).status).toBe(404);
  },
);

test.each([
  ["application/pdf", pdf],
  ["image/heic", heic],
] as const)(
  "what a vendor handed on of %s is saved by a browser and not shown",
  async (contentType, bytes) => {
    const id = await front.services.media.save(visitor.id, { bytes, contentType });
    const fetched = await visitor.request(`/media/${id}`);
    expect(Object.fromEntries(fetched.headers)).toMatchObject({
      "content-type": contentType,
      "content-disposition": `attachment; filename="${id}"`,
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    });
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(bytes);
  },
);

test("staff see what came, and nobody else by their way", async () => {
  const id = await front.services.media.save(visitor.id, { bytes: png, contentType: "image/png" });
  const path = `/conversations/${visitor.id}/media/${id}`;
  const fetched = await asOperator(front, path);
  expect([fetched.status, fetched.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect((await asOperator(front, `/conversations/another/media/${id}`)).status).toBe(404);
  expect((await fetch(`${front.url}/v1/admin${path}`)).status).toBe(401);
});
