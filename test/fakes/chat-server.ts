import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ApiMessage } from "../../channels/web/index.ts";

/** What a fake bot shows; `from` is "bot" unless it says otherwise. */
export type Said = Partial<Omit<ApiMessage, "id" | "seq" | "at">>;

interface Stored {
  id: string;
  token: string;
  locale: string;
  messages: ApiMessage[];
  pictures: Map<string, Buffer>;
}

/** Ways in which the network or the server can fail; tests turn them on and off. */
export interface Faults {
  /** Every request is cut. */
  offline: boolean;
  /** Requests of shoppers' messages are stored, and their answers cut. */
  losesAnswers: boolean;
  /** The stream's bytes never arrive, as behind a proxy that collects them. */
  holdsStreams: boolean;
  /** Streams send each message twice, and pairs in the wrong order. */
  muddlesStreams: boolean;
  /** This status answers every message of a shopper. */
  refusesMessagesWith: number | null;
}

export interface ChatServer {
  url: string;
  conversations: Stored[];
  faults: Faults;
  /** Method and path of every request to the API. */
  requests: string[];
  /** Puts messages into the newest conversation. */
  say(...messages: Said[]): void;
  /** Cuts open streams and polls. */
  cut(): void;
  /** No token is known any more. */
  forgetTokens(): void;
  close(): Promise<void>;
}

/** A request that is no call of the API: a page, the widget, a picture. */
export type Site = (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Speaks the public API of conversations from memory, and answers as `answers` says. Calls on a response are not
 * chained: restify, in any test that ran before in this process, takes `writeHead`'s return value from all of Node.
 */
export async function startChatServer(options: {
  answers: (message: ApiMessage) => Said[];
  site: Site;
}): Promise<ChatServer> {
  const conversations: Stored[] = [];
  const requests: string[] = [];
  const faults: Faults = {
    offline: false,
    losesAnswers: false,
    holdsStreams: false,
    muddlesStreams: false,
    refusesMessagesWith: null,
  };
  const readers = new Map<ServerResponse, (conversation: Stored) => void>();

  const add = (conversation: Stored, said: Said, id?: string): ApiMessage => {
    const seq = (conversation.messages.at(-1)?.seq ?? 0) + 1;
    const at = new Date().toISOString();
    const message: ApiMessage = { id: id ?? `${conversation.id}:${seq}`, seq, at, from: "bot", ...said };
    conversation.messages.push(message);
    return message;
  };
  const tell = (conversation: Stored): void => {
    for (const reader of readers.values()) reader(conversation);
  };

  const api = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const [, id, part, mediaId] = url.pathname.split("/").slice(2);
    if (id === undefined) {
      const { locale } = JSON.parse((await bodyOf(request)).toString());
      const opened = { id: randomUUID(), token: randomUUID(), locale, messages: [], pictures: new Map() };
      conversations.push(opened);
      return json(response, 201, { id: opened.id, token: opened.token });
    }
    const conversation = conversations.find((one) => one.id === id);
    if (!conversation || request.headers.authorization !== `Bearer ${conversation.token}`)
      return json(response, 401, {});
    const after = Number(url.searchParams.get("after") ?? 0);
    if (part === "stream") return stream(conversation, response, after);
    if (part === "media" && mediaId) {
      response.writeHead(200, { "content-type": "image/png" });
      response.end(conversation.pictures.get(mediaId));
      return;
    }
    if (part === "media") {
      const stored = `${randomUUID()}.png`;
      conversation.pictures.set(stored, await bodyOf(request));
      return json(response, 201, { id: stored });
    }
    if (request.method === "GET") return poll(conversation, response, after);
    const body = JSON.parse((await bodyOf(request)).toString());
    if (faults.refusesMessagesWith !== null) return json(response, faults.refusesMessagesWith, {});
    const duplicate = conversation.messages.some((message) => message.id === body.id);
    if (!duplicate) receive(conversation, body);
    if (faults.losesAnswers) response.destroy();
    else json(response, 202, { id: body.id, duplicate });
  };

  function receive(conversation: Stored, body: { id: string; title?: string } & Said): void {
    const { id, title, attachments, ...said } = body;
    const message = add(
      conversation,
      {
        ...said,
        from: "shopper",
        ...(title !== undefined && { text: title }),
        ...(attachments && { attachments: attachments.map((one) => ({ ...one, kind: "image" })) }),
      },
      id,
    );
    for (const answer of options.answers(message)) add(conversation, answer);
    tell(conversation);
  }

  function stream(conversation: Stored, response: ServerResponse, after: number): void {
    if (faults.holdsStreams) return;
    let sent = after;
    const send = (changed: Stored): void => {
      if (changed !== conversation) return;
      const fresh = conversation.messages.filter(({ seq }) => seq > sent);
      sent = conversation.messages.at(-1)?.seq ?? sent;
      const shown = faults.muddlesStreams ? [...fresh.toReversed(), ...fresh] : fresh;
      for (const message of shown)
        response.write(`id: ${message.seq}\nevent: message\ndata: ${JSON.stringify(message)}\n\n`);
    };
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(": \n\n");
    keep(response, send);
    send(conversation);
  }

  function poll(conversation: Stored, response: ServerResponse, after: number): void {
    const answer = (changed: Stored): void => {
      const messages = conversation.messages.filter(({ seq }) => seq > after);
      if (changed !== conversation || messages.length === 0) return;
      readers.delete(response);
      json(response, 200, { messages, cursor: messages.at(-1)!.seq });
    };
    keep(response, answer);
    answer(conversation);
  }

  function keep(response: ServerResponse, reader: (conversation: Stored) => void): void {
    readers.set(response, reader);
    response.on("close", () => readers.delete(response));
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://fake.example");
    const isApi = url.pathname.startsWith("/v1/");
    if (isApi && faults.offline) return void response.destroy();
    if (!isApi) return void options.site(url, request, response);
    response.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
    response.setHeader("access-control-allow-headers", "Authorization, Content-Type");
    if (request.method === "OPTIONS") return empty(response);
    requests.push(`${request.method} ${url.pathname.replace(/[\w-]{36}/, "{id}")}${url.search}`);
    void api(request, response, url);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const cut = (): void => {
    for (const response of readers.keys()) response.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    conversations,
    faults,
    requests,
    say(...messages) {
      const conversation = conversations.at(-1)!;
      for (const message of messages) add(conversation, message);
      tell(conversation);
    },
    cut,
    forgetTokens() {
      for (const conversation of conversations) conversation.token = randomUUID();
      cut();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

function empty(response: ServerResponse): void {
  response.statusCode = 204;
  response.end();
}
