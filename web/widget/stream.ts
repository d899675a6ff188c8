import { ApiError, type ChatApi, type Credentials, NoStreamError } from "./api.ts";
import type { Backoff } from "./backoff.ts";
import { type Message, toMessages } from "./message.ts";
import { eventDecoder } from "./server-sent-events.ts";
import { SilenceError, type Time, within } from "./time.ts";

/** A stream says something at once; behind a proxy that holds it back, it does not. */
const firstByteMs = 8_000;
/** The server's heartbeat comes every 15 s: after two missed ones the connection is dead. */
const silenceMs = 40_000;
const pollSeconds = 25;

export interface FollowOptions {
  api: Pick<ChatApi, "read" | "stream">;
  conversation: Credentials;
  /** Cursor of the last message already known. */
  after: number;
  time: Time;
  backoff: Backoff;
  /** Ends the following. */
  signal: AbortSignal;
  /** May bring a message again; `cursor` never falls. */
  onMessages(messages: Message[], cursor: number): void;
  /** False once two tries in a row have failed. */
  onConnection(connected: boolean): void;
}

/**
 * Follows a conversation until `signal` is aborted: as a stream, as long polls where streams do not come through,
 * and again after every break, from the last cursor on.
 * @throws {ApiError} `refused` when the token no longer opens the conversation
 */
export async function follow(options: FollowOptions): Promise<void> {
  const { signal, backoff } = options;
  let cursor = options.after;
  let polling = false;
  let failures = 0;

  const arrived = (messages: Message[], next: number): void => {
    failures = 0;
    cursor = Math.max(cursor, next);
    options.onConnection(true);
    if (messages.length > 0) options.onMessages(messages, cursor);
  };

  while (!signal.aborted) {
    let retryAfterMs = 0;
    try {
      if (polling) {
        const page = await options.api.read(options.conversation, cursor, pollSeconds, signal);
        arrived(page.messages, page.cursor);
        continue;
      }
      await readStream(options, cursor, arrived);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof NoStreamError) {
        polling = true;
        continue;
      }
      const known = error instanceof ApiError || error instanceof SilenceError;
      if (!known || (error instanceof ApiError && error.kind === "refused")) throw error;
      if (error instanceof ApiError) retryAfterMs = error.retryAfterMs;
    }
    failures++;
    options.onConnection(failures < 2);
    await backoff.wait(failures, signal, retryAfterMs);
  }
}

/** One connection, until it ends or falls silent. */
async function readStream(
  { api, conversation, time, signal }: FollowOptions,
  after: number,
  arrived: (messages: Message[], cursor: number) => void,
): Promise<void> {
  const connection = new AbortController();
  const decode = eventDecoder();
  try {
    const opening = api.stream(conversation, after, AbortSignal.any([signal, connection.signal]));
    const { reader, first } = await within(
      time,
      firstByteMs,
      opening.then(async (reader) => ({ reader, first: await nextBytes(reader) })),
    ).catch((error) => {
      throw error instanceof SilenceError
        ? new NoStreamError("the stream is held back", { cause: error })
        : error;
    });
    for (let bytes = first; bytes; bytes = await within(time, silenceMs, nextBytes(reader))) {
      const messages = toMessages(decode(bytes).map(({ data }) => parse(data)));
      arrived(messages, Math.max(after, ...messages.map(({ seq }) => seq)));
    }
  } finally {
    connection.abort();
  }
}

/** Undefined at the end of the stream. */
async function nextBytes(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch (cause) {
    throw new ApiError("unreachable", "the stream broke off", { cause });
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
