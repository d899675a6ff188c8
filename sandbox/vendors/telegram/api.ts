import type { Answer, Asked, Desk, Failure, Shopper } from "../../vendor.ts";
import { fileOf } from "../files.ts";
import { account, bot } from "./account.ts";
import { keepCommands, type Menus } from "./commands.ts";
import { faultsOf } from "./schema.ts";
import { Payload, shownOf } from "./shown.ts";

/** https://core.telegram.org/bots/api#making-requests */
const refuse = (code: number, description: string, parameters?: object): Answer => ({
  status: code,
  json: { ok: false, error_code: code, description, ...(parameters && { parameters }) },
});
const ok = (result: unknown): Answer => ({ status: 200, json: { ok: true, result } });

/** Answers as api.telegram.org does. */
export function answer({ method, path, body }: Asked, desk: Desk, menus: Menus): Answer {
  const [, isFile, token, call = ""] = /^\/(file\/)?bot([^/]+)\/([^?]+)/.exec(path) ?? [];
  if (token === undefined) return refuse(404, "Not Found");
  if (token !== account.token) return refuse(401, "Unauthorized");
  if (isFile) return download(method, call);
  const payload = parsed(body);
  const faults = faultsOf(call, payload);
  if (faults[0]?.startsWith("there is no method")) return refuse(404, "Not Found: method not found");
  if (faults.length > 0) return refuse(400, `Bad Request: ${wordsOf(faults)}`);
  switch (call) {
    case "sendMessage":
    case "sendPhoto":
    case "sendDocument":
    case "sendVenue":
      return send(payload, desk);
    case "getUpdates":
      // There is a webhook, as if it had been set.
      return refuse(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    case "getFile":
      return getFile(payload);
    case "setMyCommands":
      keepCommands(payload, menus);
      return ok(true);
    default:
      return ok(true);
  }
}

/** https://core.telegram.org/bots/api#getfile */
function getFile(payload: unknown): Answer {
  const { file_id: id } = payload as { file_id: string };
  const file = fileOf(Number(id));
  if (!file) return refuse(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
  return ok({
    file_id: id,
    file_unique_id: `u${id}`,
    file_size: file.bytes.length,
    file_path: `files/${id}`,
  });
}

function download(method: string, path: string): Answer {
  const file = method === "GET" ? fileOf(Number(path.split("/").at(-1))) : undefined;
  return file ? { status: 200, file } : refuse(404, "Not Found");
}

function send(payload: unknown, desk: Desk): Answer {
  const { chat_id, ...message } = Payload.parse(payload);
  const shopper = desk.shopper("telegram", String(chat_id));
  // A bot cannot write first.
  if (!shopper?.wroteAt) return refuse(400, "Bad Request: chat not found");
  if (shopper.blocks) return refuse(403, "Forbidden: bot was blocked by the user");
  const id = desk.nextNumber();
  const entry = desk.take("telegram", {
    to: shopper.id,
    id: String(id),
    request: payload,
    shows: shownOf({ chat_id, ...message }),
  });
  desk.report(entry, [{ state: "sent" }, { state: "delivered" }]);
  const { text, caption, reply_markup } = message;
  return ok({
    message_id: id,
    from: bot,
    chat: chatOf(shopper),
    date: Math.floor(desk.clock.now().getTime() / 1000),
    ...(text !== undefined && { text }),
    ...(caption !== undefined && { caption }),
    ...(reply_markup?.inline_keyboard && { reply_markup }),
  });
}

export const chatOf = ({ id, name }: Shopper) => ({ id: Number(id), type: "private", first_name: name });

/** In Telegram's words, where it has some. */
function wordsOf(faults: readonly string[]): string {
  const all = faults.join("; ");
  if (/^\/text .*mostUnits/.test(all)) return "message is too long";
  if (/^\/caption .*mostUnits/.test(all)) return "message caption is too long";
  if (all.includes("callback_data")) return "BUTTON_DATA_INVALID";
  return /'text'/.test(all) ? "message text is empty" : all;
}

export function failure({ status, code, retryAfterSeconds }: Failure): Answer {
  const told = code ?? status ?? 500;
  if (told === 429)
    return refuse(429, `Too Many Requests: retry after ${retryAfterSeconds ?? 1}`, {
      retry_after: retryAfterSeconds ?? 1,
    });
  return refuse(told, descriptions[told] ?? "Internal Server Error");
}

const descriptions: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden: bot was blocked by the user",
  404: "Not Found",
  409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
  502: "Bad Gateway",
};

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8") || "{}");
  } catch {
    return null;
  }
}
