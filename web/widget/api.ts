import * as z from "zod/mini";
import { type Message, toMessages } from "./message.ts";

/** Opens one conversation, and nothing else. */
export interface Credentials {
  id: string;
  token: string;
}

export interface Page {
  messages: Message[];
  cursor: number;
}

export type Outbound =
  | { text: string }
  | { value: string; title: string }
  | { attachments: [{ mediaId: string }] };

/**
 * Why a request failed, by what to do about it. `unreachable`: no answer, try again. `busy`: try again after
 * `retryAfterMs`. `refused`: the conversation is gone or the token is not its own. `invalid`: it will never work.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly kind: "unreachable" | "busy" | "refused" | "invalid";
  readonly retryAfterMs: number;
  constructor(
    kind: ApiError["kind"],
    message: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs ?? 0;
  }
}

/** The answer to a stream request is no stream of events: something on the way does not let them through. */
export class NoStreamError extends Error {
  override readonly name = "NoStreamError";
}

/** The public API of one shop, as a shopper's page uses it. Every method rejects with an {@link ApiError}. */
export interface ChatApi {
  open(locale: string): Promise<Credentials>;
  /** The same `messageId` again is the same message. */
  send(conversation: Credentials, messageId: string, message: Outbound): Promise<void>;
  read(conversation: Credentials, after: number, waitSeconds: number, signal: AbortSignal): Promise<Page>;
  /** The bytes of a server-sent event stream. @throws {NoStreamError} */
  stream(
    conversation: Credentials,
    after: number,
    signal: AbortSignal,
  ): Promise<ReadableStreamDefaultReader<Uint8Array>>;
  /** @returns the picture's id, to be sent in a message */
  upload(conversation: Credentials, picture: Blob): Promise<string>;
  picture(conversation: Credentials, mediaId: string): Promise<Blob>;
}

const Opened = z.object({ id: z.string(), token: z.string() });
const Stored = z.object({ id: z.string() });
const MessagePage = z.object({ messages: z.array(z.unknown()), cursor: z.number() });

const requestTimeoutMs = 20_000;
const uploadTimeoutMs = 90_000;

/** @param base address of the server, with a final slash */
export function createApi(base: string, fetch: typeof globalThis.fetch): ChatApi {
  async function request(path: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${base}v1/conversations${path}`, {
        ...init,
        signal,
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
      });
    } catch (cause) {
      throw new ApiError("unreachable", `${base} does not answer`, { cause });
    }
    if (!response.ok) throw toApiError(response);
    return response;
  }

  async function json<T>(schema: z.ZodMiniType<T>, response: Response): Promise<T> {
    try {
      return schema.parse(await response.json());
    } catch (cause) {
      throw new ApiError("busy", `${response.url} answered with something else than the API does`, { cause });
    }
  }

  const own = ({ id }: Credentials, path: string): string => `/${encodeURIComponent(id)}/${path}`;
  const bearer = ({ token }: Credentials) => ({ authorization: `Bearer ${token}` });
  const jsonBody = (value: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(value),
  });
  const soon = () => AbortSignal.timeout(requestTimeoutMs);

  return {
    open: async (locale) => json(Opened, await request("", jsonBody({ locale }), soon())),

    async send(conversation, messageId, message) {
      const body = jsonBody({ id: messageId, ...message }, bearer(conversation));
      await request(own(conversation, "messages"), body, soon());
    },

    async read(conversation, after, waitSeconds, signal) {
      const limit = AbortSignal.timeout(waitSeconds * 1000 + requestTimeoutMs);
      const response = await request(
        own(conversation, `messages?after=${after}&wait=${waitSeconds}`),
        { headers: bearer(conversation) },
        AbortSignal.any([signal, limit]),
      );
      const page = await json(MessagePage, response);
      return { messages: toMessages(page.messages), cursor: page.cursor };
    },

    async stream(conversation, after, signal) {
      const headers = { ...bearer(conversation), accept: "text/event-stream" };
      const response = await request(own(conversation, `stream?after=${after}`), { headers }, signal);
      const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
      if (!isStream || !response.body) throw new NoStreamError("the answer is no event stream");
      return response.body.getReader();
    },

    async upload(conversation, picture) {
      const headers = {
        ...bearer(conversation),
        "content-type": picture.type || "application/octet-stream",
      };
      const response = await request(
        own(conversation, "media"),
        { method: "POST", headers, body: picture },
        AbortSignal.timeout(uploadTimeoutMs),
      );
      return (await json(Stored, response)).id;
    },

    async picture(conversation, mediaId) {
      const path = own(conversation, `media/${encodeURIComponent(mediaId)}`);
      const response = await request(
        path,
        { headers: bearer(conversation) },
        AbortSignal.timeout(uploadTimeoutMs),
      );
      return response.blob();
    },
  };
}

/** 401 and 404 both mean that this conversation cannot be had with this token. */
function toApiError({ status, url, headers }: Response): ApiError {
  const message = `${url} answered ${status}`;
  if (status === 401 || status === 404) return new ApiError("refused", message);
  if (status === 408 || status === 429 || status >= 500) {
    const retryAfterMs = 1000 * Number(headers.get("retry-after") ?? 0);
    return new ApiError("busy", message, { retryAfterMs: Number.isFinite(retryAfterMs) ? retryAfterMs : 0 });
  }
  return new ApiError("invalid", message);
}
