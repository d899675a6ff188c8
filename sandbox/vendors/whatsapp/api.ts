import { createHash } from "node:crypto";
import { z } from "zod";
import type { Answer, Asked, Desk, Failure, Reported, Shopper } from "../../vendor.ts";
import { fileOf } from "../files.ts";
import { metaError, metaRefusal } from "../meta.ts";
import { account } from "./account.ts";
import { wordsOf } from "./codes.ts";
import { messageId } from "./ids.ts";
import { isTooMuch } from "./pair-rate.ts";
import { Request } from "./request.ts";
import { faultsOf, types } from "./schema.ts";
import { shownOf } from "./shown.ts";

const windowMs = 24 * 3_600_000;

/** Answers as graph.facebook.com does. https://developers.facebook.com/documentation/business-messaging/whatsapp/reference */
export function answer(asked: Asked, desk: Desk): Answer {
  if (asked.path.startsWith("/files/")) return file(asked);
  const refusal = metaRefusal(asked, account.accessToken);
  if (refusal) return refusal;
  const [, id = "", edge] = /^\/v[\d.]+\/([^/?]+)(?:\/(\w+))?/.exec(asked.path) ?? [];
  if (edge === undefined && asked.method === "GET") return media(id, desk);
  if (id !== account.phoneNumberId || edge !== "messages" || asked.method !== "POST")
    return unsupported(asked.method.toLowerCase(), id);
  return messages(asked, desk);
}

function messages({ body }: Asked, desk: Desk): Answer {
  const sent = parsed(body);
  if (typeof sent !== "object" || sent === null) return metaError(400, 100, "Invalid parameter");
  if ("status" in sent) return markRead(sent, desk);
  const faults = "type" in sent && types.includes(String(sent.type)) ? faultsOf(sent) : ["/type is none"];
  if (faults.length > 0)
    return metaError(400, 100, "Invalid parameter", {
      error_data: { messaging_product: "whatsapp", details: faults.join("; ") },
    });
  return take(sent, Request.parse(sent), desk);
}

const Mark = z.strictObject({
  messaging_product: z.literal("whatsapp"),
  status: z.literal("read"),
  message_id: z.string(),
  typing_indicator: z.strictObject({ type: z.literal("text") }).optional(),
});

function markRead(sent: object, desk: Desk): Answer {
  const mark = Mark.safeParse(sent);
  const shopper = mark.success && desk.writerOf(mark.data.message_id);
  if (!shopper) return metaError(400, 100, "Invalid parameter");
  desk.seen("whatsapp", shopper);
  return { status: 200, json: { success: true } };
}

function take(sent: object, request: Request, desk: Desk): Answer {
  const to = (request.to ?? request.recipient ?? "").replace(/^\+/, "");
  const shopper = desk.shopper("whatsapp", to);
  const before = desk.chat("whatsapp", to).filter(({ by }) => by === "shop");
  const sentAtMs = before.map(({ at }) => Date.parse(at));
  if (isTooMuch(sentAtMs, desk.clock.now().getTime())) return failure({ code: 131056 });
  const id = messageId(desk);
  const entry = desk.take("whatsapp", { to, id, request: sent, shows: shownOf(request) });
  desk.report(entry, fate(request, shopper, desk));
  return {
    status: 200,
    json: {
      messaging_product: "whatsapp",
      contacts: [{ input: request.to ?? request.recipient, ...(request.to && { wa_id: to }) }],
      messages: [{ id, ...(request.template && { message_status: "accepted" }) }],
    },
  };
}

/** WhatsApp takes a message and says afterwards that it may not be sent; it does not say who blocked the shop. */
function fate({ template }: Request, shopper: Shopper | undefined, { clock }: Desk): Reported[] {
  const open = shopper?.wroteAt && clock.now().getTime() - shopper.wroteAt.getTime() < windowMs;
  if (!open && !template) return [{ state: "failed", code: 131047 }];
  if (template && shopper?.optedOut) return [{ state: "failed", code: 131050 }];
  return shopper?.blocks ? [{ state: "sent" }] : [{ state: "sent" }, { state: "delivered" }];
}

/** The address is good for five minutes, and wants the token. */
function media(id: string, { apiUrl }: Desk): Answer {
  const kept = fileOf(Number(id));
  if (!kept) return unsupported("get", id);
  return {
    status: 200,
    json: {
      messaging_product: "whatsapp",
      url: `${apiUrl}/files/${id}`,
      mime_type: kept.contentType,
      sha256: createHash("sha256").update(kept.bytes).digest("hex"),
      file_size: kept.bytes.length,
      id,
    },
  };
}

function file({ headers, path }: Asked): Answer {
  if (headers.authorization !== `Bearer ${account.accessToken}`) return { status: 401, json: {} };
  const kept = fileOf(Number(path.split("/").at(-1)));
  return kept ? { status: 200, file: kept } : { status: 404, json: {} };
}

const unsupported = (method: string, id: string): Answer =>
  metaError(400, 100, `Unsupported ${method} request. Object with ID '${id}' does not exist`, {
    error_subcode: 33,
  });

export function failure({ status, code, retryAfterSeconds }: Failure): Answer {
  const told = code ?? (status === 429 ? 130429 : 131000);
  const answered = metaError(status ?? (told === 190 ? 401 : 400), told, wordsOf(told));
  return {
    ...answered,
    ...(retryAfterSeconds !== undefined && { headers: { "retry-after": String(retryAfterSeconds) } }),
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
