import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createWhatsApp, type WhatsAppOptions } from "../../../channels/whatsapp/index.ts";
import { virtualClock } from "../../../models/ports/clock.ts";

export const now = new Date("2026-11-20T10:00:00.000Z");
export const account = "106540352242922";
export const accessToken = "EAAJBtokenOfTheShop0123456789";
export const appSecret = "0123456789abcdef0123456789abcdef";
export const verifyToken = "chosen-by-us";
export const publicUrl = "https://shop.example";

/** The bytes as they were sent. */
export const fixtureBytes = (name: string): Buffer =>
  readFileSync(new URL(`../../fixtures/whatsapp/${name}.json`, import.meta.url));
export const fixture = (name: string) => JSON.parse(fixtureBytes(name).toString("utf8"));

export const whatsAppOf = (options: Partial<WhatsAppOptions> = {}) =>
  createWhatsApp({
    account,
    accessToken,
    appSecret,
    verifyToken,
    publicUrl,
    clock: virtualClock(now.toISOString()),
    ...options,
  });

/** A request that came in. */
export interface Asked {
  method: string;
  path: string;
  authorization: string;
  contentType: string;
  // biome-ignore lint/suspicious/noExplicitAny: what was sent is looked at by the tests.
  body: any;
}

/** Answers on this machine in Meta's place, for as long as `use` runs. */
export async function withStandIn<T>(
  answer: (asked: Asked, response: ServerResponse) => void,
  use: (apiUrl: string) => Promise<T>,
): Promise<T> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    const { method = "", url: path = "", headers } = request;
    const { authorization = "", "content-type": contentType = "" } = headers;
    answer({ method, path, authorization, contentType, body: body && JSON.parse(body) }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
