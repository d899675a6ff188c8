import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createEmail, type EmailOptions } from "../../../channels/email/index.ts";
import { virtualClock } from "../../../models/ports/clock.ts";

export const now = new Date("2026-11-20T10:00:00.000Z");
export const account = "bonjour@darlina.example";
export const from = "Dar Lina <Bonjour@darlina.example>";
export const apiKey = "re_0123456789";
export const webhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
export const publicUrl = "https://shop.example";
export const shopper = "salma@example.org";

export const fixtureText = (name: string): string =>
  readFileSync(new URL(`../../fixtures/resend/${name}.json`, import.meta.url), "utf8");
export const fixture = (name: string) => JSON.parse(fixtureText(name));

export const emailOf = (options: Partial<EmailOptions> = {}) =>
  createEmail({
    account,
    apiKey,
    webhookSecret,
    from,
    shopName: "Dar Lina",
    publicUrl,
    clock: virtualClock(now.toISOString()),
    turn: async () => {},
    ...options,
  });

/** What a call tells. */
export const parse = (body: unknown, own = account) =>
  emailOf({ account: own }).webhook.parse(
    {
      url: "https://shop.example/webhooks/resend",
      header: () => undefined,
      body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
    },
    now,
  );

/** A call about an e-mail that came in. */
export const received = (fields: object = {}) => ({
  type: "email.received",
  created_at: "2026-11-20T09:59:59.000Z",
  data: {
    email_id: "56761188-7520-42d8-8898-ff6fc54ce618",
    created_at: "2026-11-20T09:59:58.123456+00:00",
    from: `Salma Idrissi <${shopper}>`,
    to: [account],
    subject: "Où est ma commande ?",
    message_id: "<m1@mail.example.org>",
    bcc: [],
    cc: [],
    attachments: [],
    ...fields,
  },
});

/** As Resend signs a call, `at` in seconds: https://docs.svix.com/receiving/verifying-payloads/how-manual */
export const signatureOf = (
  body: string,
  { id, at, secret = webhookSecret }: { id: string; at: number | string; secret?: string },
): string =>
  `v1,${createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"))
    .update(`${id}.${at}.${body}`)
    .digest("base64")}`;

/** A request that came in. */
export interface Asked {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  // biome-ignore lint/suspicious/noExplicitAny: what was sent is looked at by the tests.
  body: any;
}

/** Answers on this machine in Resend's place, for as long as `use` runs. */
export async function withStandIn<T>(
  answer: (asked: Asked, response: ServerResponse) => void,
  use: (apiUrl: string) => Promise<T>,
): Promise<T> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    const { method = "", url: path = "", headers } = request;
    answer({ method, path, headers, body: body && JSON.parse(body) }, response);
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

/** A failure as Resend tells it. */
export const failure = (statusCode: number, name: string, message = "words") => ({
  statusCode,
  name,
  message,
});
