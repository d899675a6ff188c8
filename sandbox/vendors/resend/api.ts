import type { Answer, Asked, Desk, Failure, Reported, Shopper } from "../../vendor.ts";
import { fileOf } from "../files.ts";
import { account } from "./account.ts";
import { emailId } from "./ids.ts";
import type { Attachment, Inbox } from "./inbox.ts";
import { Request } from "./request.ts";
import { faultsOf } from "./schema.ts";

/** https://resend.com/docs/api-reference/errors */
const refuse = (statusCode: number, name: string, message: string, headers = {}): Answer => ({
  status: statusCode,
  json: { statusCode, name, message },
  headers,
});

/** Requests of a team in a second. https://resend.com/docs/api-reference/rate-limit */
const perSecond = 5;
const keyLivesMs = 24 * 3_600_000;

/** What Resend remembers of requests. */
export interface Memory {
  /** What was answered under an `Idempotency-Key`, to which body, and when. */
  keys: Map<string, { body: string; answer: Answer; atMs: number }>;
  second: { at: number; count: number };
}
export const newMemory = (): Memory => ({ keys: new Map(), second: { at: 0, count: 0 } });

/** Answers as api.resend.com does. */
export function answer(
  asked: Asked,
  desk: Desk,
  { inbox, memory }: { inbox: Inbox; memory: Memory },
): Answer {
  if (asked.method === "GET" && asked.path.startsWith("/files/")) return download(asked);
  const { authorization } = asked.headers;
  if (!authorization) return refuse(401, "missing_api_key", "Missing API key in the authorization header");
  if (authorization !== `Bearer ${account.apiKey}`)
    return refuse(400, "validation_error", "API key is invalid");
  if (isTooMuch(memory, desk))
    return refuse(
      429,
      "rate_limit_exceeded",
      `Too many requests. You can only make ${perSecond} requests per second.`,
      {
        "retry-after": "1",
        "ratelimit-limit": String(perSecond),
        "ratelimit-remaining": "0",
        "ratelimit-reset": "1",
      },
    );
  const [, from, id] = /^\/emails\/receiving\/([\w-]+)\/attachments\/([\w-]+)$/.exec(asked.path) ?? [];
  if (asked.method === "GET" && from !== undefined)
    return attachment(
      inbox.get(from)?.attachments.find((one) => one.id === id),
      desk,
    );
  const [, received] = /^\/emails\/receiving\/([\w-]+)(?:\?|$)/.exec(asked.path) ?? [];
  if (asked.method === "GET" && received !== undefined) {
    const email = inbox.get(received);
    return email ? { status: 200, json: email } : refuse(404, "not_found", "Email not found");
  }
  if (asked.method === "POST" && asked.path === "/emails") return send(asked, desk, memory);
  return refuse(404, "not_found", "The requested endpoint does not exist");
}

/** The address is signed, and good for an hour. */
function attachment(kept: Attachment | undefined, { apiUrl, clock }: Desk): Answer {
  if (!kept) return refuse(404, "not_found", "Attachment not found");
  const expires_at = new Date(clock.now().getTime() + 3_600_000).toISOString();
  return {
    status: 200,
    json: { object: "attachment", ...kept, download_url: `${apiUrl}/files/${kept.id}`, expires_at },
  };
}

function download({ path }: Asked): Answer {
  const file = fileOf(Number.parseInt(path.slice(-12), 16));
  return file ? { status: 200, file } : refuse(404, "not_found", "File not found");
}

function isTooMuch({ second }: Memory, { clock }: Desk): boolean {
  const at = Math.floor(clock.now().getTime() / 1000);
  second.count = second.at === at ? second.count + 1 : 1;
  second.at = at;
  return second.count > perSecond;
}

function send({ headers, body }: Asked, desk: Desk, { keys }: Memory): Answer {
  const text = body.toString("utf8");
  const key = headers["idempotency-key"];
  const nowMs = desk.clock.now().getTime();
  const before = typeof key === "string" ? keys.get(key) : undefined;
  if (before && nowMs - before.atMs < keyLivesMs)
    return before.body === text
      ? before.answer
      : refuse(
          409,
          "invalid_idempotent_request",
          "Same idempotency key used with a different request payload.",
        );
  const answered = take(text, desk);
  if (typeof key === "string" && answered.status === 200)
    keys.set(key, { body: text, answer: answered, atMs: nowMs });
  return answered;
}

function take(text: string, desk: Desk): Answer {
  const sent = parsed(text);
  const faults = faultsOf(sent);
  if (faults.length > 0) return refuse(422, "validation_error", faults.join("; "));
  const request = Request.parse(sent);
  if (!request.from.replace(/>$/, "").endsWith(`@${account.domain}`))
    return refuse(
      403,
      "validation_error",
      `The domain of ${request.from} is not verified. Please, add and verify your domain`,
    );
  const id = emailId(desk);
  const to = [request.to].flat()[0]!.toLowerCase();
  const { subject, html } = request;
  const entry = desk.take("email", {
    to,
    id,
    request: sent,
    shows: {
      subject,
      ...(request.text !== undefined && { text: request.text }),
      ...(html !== undefined && { html }),
    },
  });
  desk.report(entry, fate(to, desk.shopper("email", to)));
  return { status: 200, json: { id } };
}

/** Resend has addresses for trying out what fails. https://resend.com/docs/dashboard/emails/send-test-emails */
function fate(to: string, shopper: Shopper | undefined): Reported[] {
  if (/^bounced(?:\+\w+)?@/.test(to)) return [{ state: "sent" }, { state: "failed", code: 550 }];
  return shopper?.blocks ? [{ state: "failed" }] : [{ state: "sent" }, { state: "delivered" }];
}

export function failure({ status, retryAfterSeconds }: Failure): Answer {
  const [told, name, message] =
    status === 429
      ? ([429, "rate_limit_exceeded", "Too many requests."] as const)
      : ([status ?? 500, "application_error", "An unexpected error occurred."] as const);
  return refuse(
    told,
    name,
    message,
    retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) },
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
