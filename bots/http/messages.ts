import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type ApiMessage, toApiMessage, wasExchanged } from "../../channels/web/index.ts";
import { endpoint } from "./endpoint.ts";
import type { EndpointServices } from "./endpoints.ts";
import { Problem } from "./problem.ts";
import { MessagePage, ReadMessages, StreamMessages } from "./schemas.ts";
import type { Follower } from "./services.ts";

/** How often an idle stream says that it lives, so that proxies do not cut it. */
const heartbeatMs = 15_000;
const pageRows = 100;

interface Page {
  messages: ApiMessage[];
  cursor: number;
  /** True when there may be more rows behind. */
  full: boolean;
}

/** Reading a conversation: now, with patience (long poll), or as a stream (server-sent events). */
export function messageEndpoints({ store, changes, clock, metrics }: EndpointServices) {
  const readPage = async (conversationId: string, after: number): Promise<Page> => {
    const rows = await store.transcript(conversationId, after, pageRows);
    const messages = rows.filter(wasExchanged).flatMap((row) => toApiMessage(row) ?? []);
    return { messages, cursor: rows.at(-1)?.seq ?? after, full: rows.length === pageRows };
  };

  /**
   * The next page with a message in it, or an empty one after `waitMs`; the cursor moves over rows that are no
   * messages.
   */
  async function pageAfter(
    last: Page,
    conversationId: string,
    follower: Follower,
    waitMs: number,
    closed: AbortSignal,
  ): Promise<Page> {
    const endsAtMs = clock.now().getTime() + waitMs;
    for (let page = last; ; ) {
      if (!page.full) await follower.changed(endsAtMs - clock.now().getTime());
      if (closed.aborted) return page;
      page = await readPage(conversationId, page.cursor);
      if (page.messages.length > 0 || clock.now().getTime() >= endsAtMs) return page;
    }
  }

  async function nextPage(
    conversationId: string,
    after: number,
    waitMs: number,
    closed: AbortSignal,
  ): Promise<Page> {
    const follower = changes.follow(conversationId, closed);
    const page = await readPage(conversationId, after);
    if (page.messages.length > 0) return page;
    return pageAfter(page, conversationId, follower, waitMs, closed);
  }

  const waiting = async <T>(work: () => Promise<T>): Promise<T> => {
    metrics.openWaits.inc();
    try {
      return await work();
    } finally {
      metrics.openWaits.dec();
    }
  };

  const read = endpoint({
    method: "GET",
    path: "/v1/conversations/{id}/messages",
    access: "conversation",
    summary: "Read messages after a cursor, waiting for the next one if asked to",
    query: ReadMessages,
    answers: { 200: { description: "Messages in order, at most 100", schema: MessagePage } },
    async handle({ params, query, closed }) {
      const id = params.id!;
      const { messages, cursor } =
        query.wait === 0
          ? await readPage(id, query.after)
          : await waiting(() => nextPage(id, query.after, query.wait * 1000, closed()));
      return { status: 200, json: { messages, cursor } };
    },
  });

  const stream = endpoint({
    method: "GET",
    path: "/v1/conversations/{id}/stream",
    access: "conversation",
    summary: "Messages as server-sent events; `Last-Event-ID` or `after` says where to go on",
    query: StreamMessages,
    answers: {
      200: {
        description: "Events named `message`; their id is the cursor",
        contentType: "text/event-stream",
      },
    },
    async handle({ params, query, header }) {
      const after = resumeAfter(header("last-event-id")) ?? query.after;
      return {
        stream: (response, closed) => waiting(() => sendEvents(params.id!, after, response, closed)),
      };
    },
  });

  async function sendEvents(id: string, after: number, response: ServerResponse, closed: AbortSignal) {
    const follower = changes.follow(id, closed);
    let page = await readPage(id, after);
    response.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    response.flushHeaders();
    while (!closed.aborted) {
      const events = page.messages.map(toServerSentEvent).join("");
      if (!response.write(events || ": \n\n")) await drained(response, closed);
      page = await pageAfter(page, id, follower, heartbeatMs, closed);
    }
    response.end();
  }
  return [read, stream];
}

const toServerSentEvent = (message: ApiMessage): string =>
  `id: ${message.seq}\nevent: message\ndata: ${JSON.stringify(message)}\n\n`;

function resumeAfter(lastEventId: string | undefined): number | null {
  if (lastEventId === undefined) return null;
  if (!/^\d{1,15}$/.test(lastEventId))
    throw new Problem(400, "invalid", "Last-Event-ID must be the id of an event of this stream.");
  return Number(lastEventId);
}

/** Waits for a slow reader; ends also when it goes away. */
async function drained(response: ServerResponse, closed: AbortSignal): Promise<void> {
  try {
    await once(response, "drain", { signal: closed });
  } catch (error) {
    if (!closed.aborted) throw error;
  }
}
