import { Agent, request } from "node:http";
import { z } from "zod";

export interface Conversation {
  id: string;
  token: string;
  cursor: number;
}

export interface Answered {
  /** From the start of the POST to its 202. */
  acknowledgedMs: number;
  /** From the start of the POST to the poll that shows a reply. */
  answeredMs: number;
  text: string;
}

const Opened = z.object({ id: z.string(), token: z.string() });
const Page = z.object({
  cursor: z.number(),
  messages: z.array(z.object({ from: z.string(), text: z.string().optional() })),
});

/** Shoppers on the public API of a server, over connections that are kept. */
export function shoppers(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const { hostname, port } = new URL(url);

  function call(method: string, path: string, token: string, body?: unknown): Promise<string> {
    const payload = body === undefined ? "" : JSON.stringify(body);
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(payload && { "content-type": "application/json", "content-length": Buffer.byteLength(payload) }),
    };
    return new Promise((resolve, reject) => {
      const sent = request({ agent, hostname, port, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode! < 300) resolve(text);
          else reject(new Error(`${method} ${path} was answered ${response.statusCode}: ${text}`));
        });
      });
      sent.on("error", reject);
      sent.end(payload);
    });
  }
  const pathOf = ({ id }: Conversation) => `/v1/conversations/${id}/messages`;

  return {
    url,
    async open(locale: string): Promise<Conversation> {
      const opened = Opened.parse(JSON.parse(await call("POST", "/v1/conversations", "", { locale })));
      return { ...opened, cursor: 0 };
    },
    /** Sends and waits for the 202 only. @returns how long it took, in milliseconds */
    async post(conversation: Conversation, text: string): Promise<number> {
      const startedAt = performance.now();
      await call("POST", pathOf(conversation), conversation.token, { text });
      return performance.now() - startedAt;
    },
    /** Sends, then polls until the bot has answered. */
    async say(conversation: Conversation, text: string): Promise<Answered> {
      const startedAt = performance.now();
      const acknowledgedMs = await this.post(conversation, text);
      for (;;) {
        const path = `${pathOf(conversation)}?after=${conversation.cursor}&wait=20`;
        const page = Page.parse(JSON.parse(await call("GET", path, conversation.token)));
        conversation.cursor = page.cursor;
        const replies = page.messages.filter(({ from }) => from === "bot");
        if (replies.length === 0) continue;
        const answeredMs = performance.now() - startedAt;
        return { acknowledgedMs, answeredMs, text: replies.map((reply) => reply.text ?? "").join("\n") };
      }
    },
    close: () => agent.destroy(),
  };
}

export type Shoppers = ReturnType<typeof shoppers>;
