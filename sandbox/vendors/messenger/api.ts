import type { Answer, Asked, Desk, Failure, Shopper } from "../../vendor.ts";
import { metaError, metaRefusal } from "../meta.ts";
import { account } from "./account.ts";
import { messageId } from "./ids.ts";
import type { Profile } from "./profile.ts";
import { Request } from "./request.ts";
import { faultsOf, faultsOfPass, faultsOfProfile, faultsOfTake } from "./schema.ts";
import { shownOf } from "./shown.ts";

const dayMs = 24 * 3_600_000;

/** Answers as graph.facebook.com does. https://developers.facebook.com/docs/messenger-platform/reference/send-api */
export function answer(asked: Asked, desk: Desk, profile: Profile): Answer {
  const refusal = metaRefusal(asked, account.pageToken);
  if (refusal) return refusal;
  const [, page, edge] = /^\/v[\d.]+\/([^/?]+)\/(\w+)/.exec(asked.path) ?? [];
  const isOurs = page === "me" || page === account.pageId;
  const checks = isOurs && asked.method === "POST" ? edges[edge ?? ""] : undefined;
  if (!checks) return metaError(400, 100, "Unsupported post request.", { error_subcode: 33 });
  const body = parsed(asked.body);
  const faults = checks(body);
  if (faults.length > 0) return metaError(400, 100, faults.join("; "), { error_subcode: 2018034 });
  if (edge === "messages") return send(body, desk);
  if (edge !== "messenger_profile") return hand(body, desk);
  Object.assign(profile, body);
  return { status: 200, json: { result: "success" } };
}

const edges: Readonly<Record<string, (body: unknown) => string[]>> = {
  messages: faultsOf,
  messenger_profile: faultsOfProfile,
  take_thread_control: faultsOfTake,
  pass_thread_control: faultsOfPass,
};

/** Moves a conversation between us and the page's inbox. Meta names no code for who is not the primary receiver. */
function hand(body: unknown, desk: Desk): Answer {
  const { recipient, target_app_id: target } = Request.parse(body);
  const shopper = desk.shopper("messenger", recipient.id);
  if (!shopper?.wroteAt) return metaError(400, 100, "No matching user found", { error_subcode: 2018001 });
  if (target === undefined) {
    if (shopper.inbox === "keeps")
      return metaError(400, 10, "Only the primary receiver may take the thread.");
    delete shopper.inbox;
  } else {
    if (shopper.inbox) return elsewhere;
    if (target !== String(account.inboxAppId)) return metaError(400, 100, "Invalid parameter");
    shopper.inbox = "has";
  }
  return { status: 200, json: { success: true } };
}

const elsewhere = metaError(
  400,
  10,
  "Message failed to send because another app is controlling this thread now.",
  { error_subcode: 2018300 },
);

function send(body: unknown, desk: Desk): Answer {
  const { recipient, message, tag, sender_action } = Request.parse(body);
  const shopper = desk.shopper("messenger", recipient.id);
  // An id is made for a page when a person first writes to it.
  if (!shopper?.wroteAt) return metaError(400, 100, "No matching user found", { error_subcode: 2018001 });
  if (sender_action === "mark_seen") desk.seen("messenger", shopper.id);
  if (sender_action || !message) return { status: 200, json: { recipient_id: recipient.id } };
  if (shopper.inbox) return elsewhere;
  if (shopper.blocks) return failure({ code: 551 });
  if (!isOpen(shopper, tag, desk)) return failure({ code: 10 });
  const id = messageId(desk);
  const entry = desk.take("messenger", { to: recipient.id, id, request: body, shows: shownOf(message) });
  desk.report(entry, [{ state: "sent" }, { state: "delivered" }]);
  return { status: 200, json: { recipient_id: recipient.id, message_id: id } };
}

/** A day; a week for a person of the shop, and after an ad. https://developers.facebook.com/docs/messenger-platform/policy/policy-overview */
function isOpen({ wroteAt, wroteByAdAt }: Shopper, tag: string | undefined, { clock }: Desk): boolean {
  const isWithin = (ms: number, from: Date | null | undefined): boolean =>
    clock.now().getTime() - (from?.getTime() ?? 0) < ms;
  return isWithin(tag === "HUMAN_AGENT" ? 7 * dayMs : dayMs, wroteAt) || isWithin(7 * dayMs, wroteByAdAt);
}

/** https://developers.facebook.com/docs/messenger-platform/error-codes */
const known: Readonly<Record<number, { message: string; error_subcode?: number; status?: number }>> = {
  10: { message: "This message is sent outside of allowed window.", error_subcode: 2018278 },
  551: { message: "This person isn't available right now.", error_subcode: 1545041 },
  190: { message: "Error validating access token: Session has expired", status: 401 },
  613: { message: "Calls to this API have exceeded the rate limit." },
  1200: { message: "Temporary send message failure. Please try again later." },
};

export function failure({ status, code, retryAfterSeconds }: Failure): Answer {
  const told = code ?? (status === 429 ? 613 : 1200);
  const { message = "Something went wrong", error_subcode, status: usual = 400 } = known[told] ?? {};
  return {
    ...metaError(status ?? usual, told, message, error_subcode === undefined ? {} : { error_subcode }),
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
