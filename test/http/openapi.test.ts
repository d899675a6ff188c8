import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { asOperator, type Front, post, startFront, visit } from "./front.ts";

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content: Content }>; security?: object[] }>
  >;
  components: { schemas: { Problem: object } };
}
type Content = Record<string, { schema?: object }>;

let front: Front;
let document: Document;
beforeAll(async () => {
  front = await startFront({ config: { eventSecrets: ["a secret of the shop"] } });
  document = (await (await fetch(`${front.url}/openapi.json`)).json()) as Document;
});
afterAll(() => front.close());

test("the document is OpenAPI 3.1 and lists the whole API", () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(operations.sort()).toEqual(
    [
      "POST /v1/conversations",
      "POST /v1/events",
      "POST /v1/admin/outcomes",
      "GET /v1/conversations/{id}/messages",
      "POST /v1/conversations/{id}/messages",
      "GET /v1/conversations/{id}/stream",
      "POST /v1/conversations/{id}/media",
      "GET /v1/conversations/{id}/media/{mediaId}",
      "GET /v1/admin/conversations",
      "GET /v1/admin/conversations/{id}",
      "GET /v1/admin/conversations/{id}/media/{mediaId}",
      "POST /v1/admin/conversations/{id}/take",
      "POST /v1/admin/conversations/{id}/replies",
      "POST /v1/admin/conversations/{id}/hand-back",
      "GET /v1/admin/dead-letters",
      "POST /v1/admin/dead-letters/{letterId}/retry",
      "GET /v1/admin/parked",
      "GET /v1/admin/unclear-messages",
      "GET /v1/admin/returns",
      "GET /v1/admin/sequences/plan",
      "GET /v1/admin/sequences/report",
      "POST /v1/admin/returns/{number}/approve",
      "POST /v1/admin/returns/{number}/decline",
      "POST /v1/admin/returns/{number}/received",
      "POST /v1/admin/returns/{number}/refunded",
      "POST /v1/admin/returns/{number}/exchanged",
      "GET /v1/admin/jobs",
      "GET /v1/admin/jobs/{key}",
      "POST /v1/admin/jobs/{key}/retry",
      "DELETE /v1/admin/jobs/{key}",
      "POST /v1/admin/catalogue",
      "GET /v1/admin/cod",
      "POST /v1/admin/cod/train",
      "POST /v1/admin/cod/orders/{number}/answer",
      "GET /v1/admin/keys",
      "POST /v1/admin/keys",
      "POST /v1/admin/unclear-messages/{messageId}/dismiss",
      "POST /v1/admin/unclear-messages/{messageId}/label",
      "DELETE /v1/admin/keys/{keyId}",
      "POST /api/messages",
      "GET /healthz",
      "GET /readyz",
      "GET /metrics",
    ].sort(),
  );
});

test("every operation of the document is served, and says who may call it", async () => {
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, { security }] of Object.entries(methods)) {
      const response = await fetch(front.url + path.replaceAll(/\{\w+\}/g, "x"), {
        method: method.toUpperCase(),
        headers: { "content-type": "application/json" },
      });
      await response.body?.cancel();
      expect([path, response.status]).not.toEqual([path, 404]);
      expect([path, response.status]).not.toEqual([path, 405]);
      if (security) expect([path, response.status]).toEqual([path, 401]);
    }
});

async function checked(operation: string, response: Response): Promise<unknown> {
  const [method, path] = operation.split(" ") as [string, string];
  const { responses } = document.paths[path]![method.toLowerCase()]!;
  const described = responses[String(response.status)] ?? responses.default!;
  const type = response.headers.get("content-type")!;
  const { schema } = described.content[type]!;
  const body: unknown = await response.json();
  const whole = type.includes("problem") ? document.components.schemas.Problem : schema;
  z.fromJSONSchema(whole as Parameters<typeof z.fromJSONSchema>[0]).parse(body);
  return body;
}

test("answers have the form that the document gives them", async () => {
  await checked("POST /v1/conversations", await post(`${front.url}/v1/conversations`, {}));
  const visitor = await visit(front);
  await checked("POST /v1/conversations/{id}/messages", await visitor.send({ text: "hello" }));
  await checked("POST /v1/conversations/{id}/messages", await visitor.send({ text: "" }));
  await visitor.answersAfter(0);
  const page = await checked("GET /v1/conversations/{id}/messages", await visitor.request("/messages"));
  expect(page).toMatchObject({ messages: [{}, {}] });
  await checked("GET /healthz", await fetch(`${front.url}/healthz`));
  await checked("GET /readyz", await fetch(`${front.url}/readyz`));
  const take = await asOperator(front, `/conversations/${visitor.id}/take`, { method: "POST" });
  await checked("POST /v1/admin/conversations/{id}/take", take);
  await checked("GET /v1/admin/conversations", await asOperator(front, "/conversations?owner=staff"));
  await checked("GET /v1/admin/conversations/{id}", await asOperator(front, `/conversations/${visitor.id}`));
  await checked("GET /v1/admin/conversations/{id}", await asOperator(front, "/conversations/nobody"));
  await checked("GET /v1/admin/dead-letters", await asOperator(front, "/dead-letters"));
  await checked("GET /v1/admin/parked", await asOperator(front, "/parked"));
  const created = await asOperator(front, "/keys", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"name":"test"}',
  });
  await checked("POST /v1/admin/keys", created);
  await checked("GET /v1/admin/keys", await asOperator(front, "/keys"));
});

test("an answer of another form would be found", async () => {
  const wrong = Response.json({ id: 5 }, { status: 201 });
  await expect(checked("POST /v1/conversations", wrong)).rejects.toThrow();
});

test("the document is readable at /docs, with nothing from elsewhere", async () => {
  const page = await fetch(`${front.url}/docs`);
  const html = await page.text();
  expect(page.headers.get("content-security-policy")).toMatch(/script-src 'self'/);
  expect(html).not.toMatch(/https?:/);
  for (const [, file] of html.matchAll(/(?:src|href)="([^"]+)"/g))
    expect([file, (await fetch(front.url + file)).status]).toEqual([file, 200]);
});
