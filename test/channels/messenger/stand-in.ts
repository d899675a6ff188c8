import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createMessenger, type MessengerOptions } from "../../../channels/messenger/index.ts";
import { virtualClock } from "../../../models/ports/clock.ts";

export const now = new Date("2026-11-20T10:00:00.000Z");
export const account = "682498302938465";
export const otherPage = "682498302938466";
export const psid = "5275811702471834";
export const pageToken = `EAAG${"x".repeat(180)}`;
export const appSecret = "0123456789abcdef0123456789abcdef";
export const verifyToken = "token-of-the-shop";
export const publicUrl = "https://shop.example";

export const fixtureText = (name: string): string =>
  readFileSync(new URL(`../../fixtures/messenger/${name}.json`, import.meta.url), "utf8")
    .replaceAll("<PSID>", psid)
    .replaceAll("<PAGE_ID>", account)
    .replaceAll("<OTHER_PAGE_ID>", otherPage);
export const fixture = (name: string) => JSON.parse(fixtureText(name));

export const messengerOf = (options: Partial<MessengerOptions> = {}) =>
  createMessenger({
    account,
    pageToken,
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
  body: Record<string, unknown>;
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
    answer({ method, path, authorization, contentType, body: JSON.parse(body || "{}") }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export const json = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
};
