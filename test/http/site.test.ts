import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Call, Endpoint, Reply } from "../../bots/http/endpoint.ts";
import { fillPage, pagePolicy } from "../../bots/http/page.ts";
import { site } from "../../bots/http/site.ts";
import { testShop } from "./front.ts";

let folder: string;
let endpoints: Endpoint[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hanout-site-"));
  mkdirSync(join(folder, "page"));
  mkdirSync(join(folder, "pictures"));
  writeFileSync(
    join(folder, "page/index.html"),
    '<title>{{name}}</title><style>a{}</style><p data-color="{{color}}">{{unknown}}</p>',
  );
  writeFileSync(join(folder, "pictures/bag.jpg"), "jpeg");
  writeFileSync(join(folder, "secret.jpg"), "secret");
  writeFileSync(
    join(folder, "widget.ts"),
    'import { part } from "./part.ts"; document.title = part satisfies string;',
  );
  writeFileSync(join(folder, "part.ts"), 'export const part: string = "widget";');
  endpoints = site(testShop, () => [], {
    page: join(folder, "page"),
    widget: join(folder, "widget.ts"),
    pictures: join(folder, "pictures"),
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Answer = { status: number; bytes?: Buffer | string; headers?: Record<string, string> };
const get = async (path: string, file = "", headers: Record<string, string> = {}): Promise<Answer> => {
  const call: Partial<Call<unknown, unknown>> = { params: { file }, header: (name) => headers[name] };
  const found = endpoints.find((one) => one.path === path)!;
  return (await found.handle(call as Call<unknown, unknown>)) as Exclude<Reply, { stream: unknown }>;
};

test("the page carries the shop's name and colour, harmless for HTML", async () => {
  const { bytes, headers } = await get("/");
  expect(bytes).toContain("<title>Dar &lt;Zitoun&gt;</title>");
  expect(bytes).toContain('data-color="#0f766e"');
  expect(bytes).toContain("{{unknown}}");
  expect(headers?.["content-security-policy"]).toMatch(/script-src 'self';/);
});

test("a page may have styles of its own, which its policy names by their hash", () => {
  expect(pagePolicy("<style>a{}</style>")).toMatch(/style-src 'self' 'sha256-[\w+/]{43}='/);
  expect(pagePolicy("<p>")).toContain("style-src 'self';");
});

test("values are never read as places themselves", () => {
  expect(fillPage("{{a}}{{constructor}}", { a: "{{b}}", b: "no" })).toBe("{{b}}{{constructor}}");
});

test("the widget is one minified script without imports and types", async () => {
  const { bytes } = await get("/widget.js");
  expect(bytes).toContain("widget");
  expect(bytes).not.toMatch(/import|satisfies|: string/);
  expect(String(bytes).trim().split("\n")).toHaveLength(1);
});

test("a picture is served with a tag by which it need not be sent again", async () => {
  const first = await get("/demo/{file}", "bag.jpg");
  expect(first).toMatchObject({ status: 200, contentType: "image/jpeg" });
  const etag = first.headers!.etag!;
  expect(await get("/demo/{file}", "bag.jpg", { "if-none-match": etag })).toMatchObject({ status: 304 });
  expect(await get("/demo/{file}", "bag.jpg", { "if-none-match": `"old", W/${etag}` })).toMatchObject({
    status: 304,
  });
  expect(await get("/demo/{file}", "bag.jpg", { "if-none-match": '"old"' })).toMatchObject({ status: 200 });
});

test.each([
  "../secret.jpg",
  "..",
  ".",
  "",
  "bag.jpg/",
  "missing.jpg",
  "bag.exe",
  ".jpg",
  "a/b.jpg",
  "..\\secret.jpg",
  "bag.constructor",
  "bag.jpg\0.png",
])("%j is not found", async (name) => {
  await expect(get("/demo/{file}", name)).rejects.toMatchObject({ status: 404 });
});

test("a site whose files are missing is 404, not an error", async () => {
  const missing = join(folder, "missing");
  endpoints = site(testShop, () => [], {
    page: missing,
    widget: join(missing, "index.ts"),
    pictures: missing,
  });
  for (const path of ["/", "/widget.js"]) await expect(get(path)).rejects.toMatchObject({ status: 404 });
});
