import { Agent, get } from "node:http";
import { z } from "zod";
import type { Conversation, Shoppers } from "./shopper.ts";

const Message = z.object({ from: z.string(), text: z.string().optional() });
const agent = new Agent();

/** A shopper with an open stream of server-sent events, as the widget has: a turn is one request and what it pushes. */
export interface Listener {
  /** @returns the reply */
  say(text: string): Promise<string>;
  close(): void;
}

export function listen(client: Shoppers, conversation: Conversation): Promise<Listener> {
  const { id, token } = conversation;
  let heard: (reply: string) => void = () => {};
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const request = get(`${client.url}/v1/conversations/${id}/stream`, { agent, headers }, (response) => {
      let rest = "";
      response.setEncoding("utf8");
      response.on("error", () => {});
      response.on("data", (chunk: string) => {
        const events = (rest + chunk).split("\n\n");
        rest = events.pop()!;
        const reply = events.flatMap(botText).join("\n");
        if (reply) heard(reply);
      });
      resolve({
        async say(text) {
          const reply = new Promise<string>((resolve) => {
            heard = resolve;
          });
          await client.post(conversation, text);
          return reply;
        },
        close: () => void request.destroy(),
      });
    });
    request.on("error", reject);
  });
}

function botText(event: string): string[] {
  const data = /^data: (.*)$/m.exec(event)?.[1];
  if (data === undefined) return [];
  const { from, text } = Message.parse(JSON.parse(data));
  return from === "bot" && text !== undefined ? [text] : [];
}
