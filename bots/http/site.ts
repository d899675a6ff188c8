import { join } from "node:path";
import type { Shop } from "../../models/shop.ts";
import { endpoint } from "./endpoint.ts";
import { fillPage, pagePolicy } from "./page.ts";
import type { HttpServices } from "./services.ts";
import { fileReply, readFileOf } from "./static.ts";
import { widgetBundle } from "./widget.ts";

const root = join(import.meta.dirname, "../..");

/** Where the files of the site lie. */
export interface SiteFolders {
  page: string;
  /** Entry point of the widget. */
  widget: string;
  pictures: string;
}
const shippedFolders: SiteFolders = {
  page: join(root, "web/page"),
  widget: join(root, "web/widget/index.ts"),
  pictures: join(root, "commerce/embedded/demo/images"),
};

/** The demo shop's page, its files, its pictures, and the widget for any page. */
export function site(shop: Shop, showcase: HttpServices["showcase"], folders: SiteFolders = shippedFolders) {
  const bundle = widgetBundle(folders.widget);
  const values = { name: shop.name, color: shop.color, language: shop.languages[0]!, email: shop.email };

  const home = endpoint({
    method: "GET",
    path: "/",
    access: "public",
    summary: null,
    answers: { 200: { description: "The page" } },
    async handle(call) {
      const { bytes, contentType } = await readFileOf(folders.page, "index.html");
      const html = fillPage(bytes.toString("utf8"), values);
      return fileReply(call, html, contentType, { "content-security-policy": pagePolicy(html) });
    },
  });

  const products = endpoint({
    method: "GET",
    path: "/page/products.json",
    access: "public",
    summary: null,
    answers: { 200: { description: "What the page shows" } },
    handle: async () => ({ status: 200, json: showcase() }),
  });

  const widget = endpoint({
    method: "GET",
    path: "/widget.js",
    access: "public",
    summary: null,
    answers: { 200: { description: "The script" } },
    handle: async (call) => fileReply(call, await bundle(), "text/javascript; charset=utf-8"),
  });

  const folder = (path: string, from: string, cache: string) =>
    endpoint({
      method: "GET",
      path: `${path}/{file}`,
      access: "public",
      summary: null,
      answers: { 200: { description: "The file" } },
      async handle(call) {
        const { bytes, contentType } = await readFileOf(from, call.params.file!);
        return fileReply(call, bytes, contentType, { "cache-control": cache });
      },
    });
  return [
    home,
    products,
    widget,
    folder("/page", folders.page, "no-cache"),
    folder("/demo", folders.pictures, "public, max-age=86400"),
  ];
}
