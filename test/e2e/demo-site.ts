import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fillPage, pagePolicy } from "../../bots/http/page.ts";
import { widgetBundle } from "../../bots/http/widget.ts";
import { demoShowcase } from "../../commerce/embedded/demo-showcase.ts";
import type { Site } from "../fakes/chat-server.ts";

const root = join(import.meta.dirname, "../..");
/** The widget's script, as the server makes it. */
export const widget = widgetBundle(join(root, "web/widget/index.ts"));

const types: Record<string, string> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".jpg": "image/jpeg",
};
const values = { name: "Dar Lina", color: "#0f766e", language: "fr", email: "bonjour@darlina.example" };

/** As `GET /page/products.json` answers. */
async function products(): Promise<object[]> {
  const file = await readFile(join(root, "commerce/embedded/demo/catalogue.json"), "utf8");
  const catalogue: { id: string; title: object; images: string[]; variants: { price: number }[] }[] =
    JSON.parse(file);
  return demoShowcase
    .map((id) => catalogue.find((product) => product.id === id)!)
    .map(({ id, title, images, variants }) => ({
      id,
      title,
      priceMinor: Math.min(...variants.map(({ price }) => price)),
      currency: "MAD",
      image: images[0],
    }));
}

/**
 * The demo shop's page and its files; at `/chat?lang=` a page with nothing but the chat; and at `/elsewhere` a page of someone else that carries the widget.
 */
export const demoSite: Site = async ({ pathname: path, searchParams }, request, response) => {
  const send = (type: string, body: Buffer | string, policy?: string): void => {
    response.writeHead(200, { "content-type": type, ...(policy && { "content-security-policy": policy }) });
    response.end(body);
  };
  const folder = /^\/(page|demo)\/([\w-]+\.\w+)$/.exec(path);
  if (path === "/") {
    const html = fillPage(await readFile(join(root, "web/page/index.html"), "utf8"), values);
    return send("text/html; charset=utf-8", html, pagePolicy(html));
  }
  if (path === "/chat") {
    const html = chatPage(searchParams.get("lang") ?? "");
    return send("text/html; charset=utf-8", html, pagePolicy(html));
  }
  if (path === "/widget.js") return send("text/javascript", await widget());
  if (path === "/page/products.json") return send("application/json", JSON.stringify(await products()));
  if (path === "/elsewhere")
    return send("text/html; charset=utf-8", foreignPage(`http://${request.headers.host}`));
  if (!folder) {
    response.statusCode = 404;
    return void response.end();
  }
  const from = folder[1] === "page" ? "web/page" : "commerce/embedded/demo/images";
  send(types[extname(path)]!, await readFile(join(root, from, folder[2]!)));
};

const chatPage = (lang: string): string => `<!doctype html>
<html lang="fr"><title>Chat</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<main><h1>Chat</h1></main>
<script src="/widget.js" data-lang="${encodeURIComponent(lang)}" data-color="#0f766e" data-name="Dar Lina" async></script>
</html>`;

/** A page with styles of its own that must not reach into the chat, on another origin than its server. */
const foreignPage = (server: string): string => `<!doctype html>
<html lang="ar"><title>Elsewhere</title>
<style>* { color: red; } button, p { display: none; } :root { font-size: 40px; }</style>
<main><h1>Elsewhere</h1></main>
<script src="${server.replace("localhost", "127.0.0.1")}/widget.js" data-lang="ar" data-color="#ffd60a" data-name="Ailleurs" async></script>
</html>`;
