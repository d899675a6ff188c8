import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createTelegram, type TelegramOptions } from "../../../channels/telegram/index.ts";
import { virtualClock } from "../../../models/ports/clock.ts";

export const now = new Date("2026-11-20T10:00:00.000Z");
export const account = "7777777";
export const token = `${account}:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw`;
export const webhookSecret = "s3cret_of-the-shop";
export const publicUrl = "https://shop.example";

export const fixtureText = (name: string): string =>
  readFileSync(new URL(`../../fixtures/telegram/${name}.json`, import.meta.url), "utf8");
export const fixture = (name: string) => JSON.parse(fixtureText(name));

export const telegramOf = (options: Partial<TelegramOptions> = {}) =>
  createTelegram({
    account,
    token,
    webhookSecret,
    publicUrl,
    clock: virtualClock(now.toISOString()),
    ...options,
  });

/** A request that came in. */
export interface Asked {
  method: string;
  path: string;
  contentType: string;
  body: Record<string, unknown>;
}

/** Answers on this machine in Telegram's place, for as long as `use` runs. */
export async function withStandIn<T>(
  answer: (asked: Asked, response: ServerResponse) => void,
  use: (apiUrl: string) => Promise<T>,
): Promise<T> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    const { method = "", url: path = "", headers } = request;
    const contentType = headers["content-type"] ?? "";
    answer({ method, path, contentType, body: JSON.parse(body || "{}") }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

export const ok = (response: ServerResponse, result: unknown): void =>
  json(response, 200, { ok: true, result });
