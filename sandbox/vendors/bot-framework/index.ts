import {
  type Act,
  type Answer,
  type Asked,
  type Call,
  CannotError,
  type Desk,
  type Done,
  type Failure,
  type Shopper,
  type Vendor,
} from "../../vendor.ts";
import { type FileKind, fileOf, newFile, picturePath } from "../files.ts";
import { faultsOf } from "./schema.ts";
import { Request, shownOf } from "./shown.ts";

const bot = { id: "sandbox-bot", name: "Dar Lina" };
const prefix = "conversation-";

/** A channel of the Bot Framework as the Emulator is one: without credentials, on this machine. */
export function createBotFramework(deskOf: (name: string) => Desk): Vendor {
  const desk = deskOf("bot-framework");
  return {
    name: "bot-framework",
    channels: ["bot-framework"],
    env: {},
    retryMs: [],
    sends: ({ method, path }) =>
      method === "POST" && /\/activities(?:\/|$)/.test(path) ? "bot-framework" : null,
    answer: (asked) => answer(asked, desk),
    failure: ({ status = 500, retryAfterSeconds }: Failure) => ({
      ...refuse(status, status === 429 ? "TooManyRequests" : "ServiceError", "The channel failed."),
      ...(retryAfterSeconds !== undefined && { headers: { "retry-after": String(retryAfterSeconds) } }),
    }),
    addressOf: (_, written) => written,
    act: (_, shopper, deed) => act(shopper, deed, desk),
    // A channel tells nothing of what became of an activity.
    receipt: () => null,
  };
}

const refuse = (status: number, code: string, message: string): Answer => ({
  status,
  json: { error: { code, message } },
});

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
function answer({ method, path, body }: Asked, desk: Desk): Answer {
  const [, conversation] = /^\/v3\/conversations\/([^/]+)\/activities(?:\/[^/]+)?$/.exec(path) ?? [];
  const [, file] = /^\/files\/(\d+)$/.exec(path) ?? [];
  const kept = method === "GET" && file !== undefined ? fileOf(Number(file)) : undefined;
  if (kept) return { status: 200, file: kept };
  if (method !== "POST" || conversation === undefined)
    return refuse(404, "NotFound", "There is no such operation.");
  const id = decodeURIComponent(conversation).slice(prefix.length);
  const shopper = desk.shopper("bot-framework", id);
  if (!shopper?.wroteAt) return refuse(404, "ConversationNotFound", "There is no such conversation.");
  if (shopper.blocks) return refuse(403, "ConversationBlockedByUser", "The user blocked the bot.");
  const activity = parsed(body);
  const faults = faultsOf(activity);
  if (faults.length > 0) return refuse(400, "BadSyntax", faults.join("; "));
  const request = Request.parse(activity);
  const number = String(desk.nextNumber());
  if (request.type === "message") {
    const entry = desk.take("bot-framework", {
      to: id,
      id: number,
      request: activity,
      shows: shownOf(request),
    });
    desk.report(entry, [{ state: "sent" }, { state: "delivered" }]);
  }
  return { status: 200, json: { id: number } };
}

function act(shopper: Shopper, deed: Act, desk: Desk): Done {
  const id = String(desk.nextNumber());
  const message = (fields: object): Call => call({ type: "message", id, ...fields }, shopper, desk);
  switch (deed.kind) {
    case "text":
      return { id, shows: { text: deed.text }, calls: [message({ text: deed.text, textFormat: "plain" })] };
    case "tap": {
      const { label, value, as } = deed.tap;
      // `imBack` is said by the shopper, `postBack` by nobody.
      const fields = as === "imBack" ? { text: value } : { value };
      return { id, shows: { text: label }, calls: [message(fields)] };
    }
    case "image":
      return {
        id,
        shows: { image: picturePath, ...(deed.caption && { text: deed.caption }) },
        calls: [
          message({
            ...(deed.caption && { text: deed.caption }),
            attachments: [attached("picture", "photo.jpg", desk)],
          }),
        ],
      };
    case "file":
      return {
        id,
        shows: { file: { name: deed.name }, ...(deed.caption && { text: deed.caption }) },
        calls: [
          message({
            ...(deed.caption && { text: deed.caption }),
            attachments: [attached("pdf", deed.name, desk)],
          }),
        ],
      };
    case "blocks":
      shopper.blocks = deed.blocks;
      return { id, shows: { note: deed.blocks ? "blocked the bot" : "unblocked the bot" }, calls: [] };
    default:
      throw new CannotError("The Bot Framework's channels here have words, buttons, pictures and files.");
  }
}

function attached(kind: FileKind, name: string, desk: Desk): object {
  const number = newFile(desk, kind);
  return { contentType: fileOf(number)!.contentType, name, contentUrl: `${desk.apiUrl}/files/${number}` };
}

function call(activity: object, { id, name, language }: Shopper, { clock, apiUrl }: Desk): Call {
  const body = JSON.stringify({
    ...activity,
    channelId: "emulator",
    serviceUrl: apiUrl,
    from: { id, name, role: "user" },
    recipient: { ...bot, role: "bot" },
    conversation: { id: prefix + id },
    locale: language,
    timestamp: clock.now().toISOString(),
  });
  return { path: "/api/messages", body, headers: () => ({ "content-type": "application/json" }) };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
