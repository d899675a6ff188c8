import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createTwilio, type TwilioOptions } from "../../../channels/twilio/index.ts";
import { type VirtualClock, virtualClock } from "../../../models/ports/clock.ts";

export const now = new Date("2026-11-20T10:00:00.000Z");
export const accountSid = "AC00000000000000000000000000000001";
export const authToken = "0123456789abcdef0123456789abcdef";
export const service = "MG00000000000000000000000000000001";
export const shop = "+33757000000";

export const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/twilio/${name}`, import.meta.url), "utf8").trimEnd();

/** A channel whose sender is `account`. */
export const twilioOf = (account: string, options: Partial<TwilioOptions> = {}) =>
  createTwilio({ account, from: account, accountSid, authToken, clock: clockAt(), ...options });

const clockAt = (): VirtualClock => virtualClock(now.toISOString());

/** A request that came in. */
export interface Asked {
  method: string;
  path: string;
  authorization: string;
  contentType: string;
  form: URLSearchParams;
}

/** Answers on this machine in Twilio's place, for as long as `use` runs. */
export async function withStandIn<T>(
  answer: (asked: Asked, response: ServerResponse) => void,
  use: (apiUrl: string) => Promise<T>,
): Promise<T> {
  const server = createServer(async (request, response) => answer(await read(request), response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function read(request: IncomingMessage): Promise<Asked> {
  let body = "";
  for await (const piece of request.setEncoding("utf8")) body += piece;
  return {
    method: request.method ?? "",
    path: request.url ?? "",
    authorization: request.headers.authorization ?? "",
    contentType: request.headers["content-type"] ?? "",
    form: new URLSearchParams(body),
  };
}

export const json = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
};
