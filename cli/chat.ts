import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { startApp } from "../bots/app.ts";
import { readConfig } from "../bots/config.ts";
import { createLog } from "../bots/log.ts";
import type { ApiMessage } from "../channels/web/index.ts";
import { CommandError, runCommand, serverUrl } from "./api.ts";

/**
 * `npm run chat -- --lang fr`: talks with the shop in the terminal, through the public API. Without a running
 * server it starts the demo shop for the length of the talk. Lines are read from standard input when piped.
 */
await runCommand(async () => {
  const { values } = parseArgs({
    options: { lang: { type: "string", default: "fr" }, name: { type: "string" } },
  });
  const shop = await findServer();
  try {
    await talk(shop.url, values);
  } finally {
    await shop.close();
  }
});

async function findServer(): Promise<{ url: string; close(): Promise<void> }> {
  const url = serverUrl();
  const running = await fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  );
  if (running) return { url, close: async () => {} };
  const config = { ...readConfig(process.env), port: 0, development: false };
  return startApp({ config, log: createLog("error"), onProgress: (message) => console.error(message) });
}

interface Opened {
  id: string;
  token: string;
}

async function talk(url: string, { lang, name }: { lang: string; name?: string | undefined }): Promise<void> {
  const { id, token } = await post<Opened>(`${url}/v1/conversations`, {
    locale: lang,
    ...(name && { contact: { name } }),
  });
  const base = `${url}/v1/conversations/${id}`;
  const isTyped = process.stdin.isTTY === true;
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: "> ",
    terminal: isTyped,
  });
  let cursor = 0;
  if (isTyped) lines.prompt();
  for await (const line of lines) {
    if (line.trim() !== "") {
      if (!isTyped) console.log(`> ${line}`);
      await post(`${base}/messages`, { text: line }, token);
      cursor = await printReplies(base, token, cursor);
    }
    if (isTyped) lines.prompt();
  }
}

/** Waits for the answer to what was just written; the bot's messages of one turn come together. */
async function printReplies(base: string, token: string, from: number): Promise<number> {
  for (let cursor = from; ; ) {
    const page = await get<{ messages: ApiMessage[]; cursor: number }>(
      `${base}/messages?after=${cursor}&wait=10`,
      token,
    );
    const replies = page.messages.filter((message) => message.from !== "shopper");
    for (const message of replies) print(message);
    cursor = page.cursor;
    if (replies.length > 0 || page.messages.length === 0) return cursor;
  }
}

function print({ text, cards = [], choices = [], image }: ApiMessage): void {
  if (text) console.log(text);
  if (image) console.log(`[picture: ${image.alt}]`);
  for (const [index, { title, subtitle, price }] of cards.entries()) {
    console.log(`  ${index + 1}. ${[title, price, subtitle].filter(Boolean).join(" · ")}`);
  }
  if (choices.length > 0) console.log(`  ${choices.map(({ title }) => `[${title}]`).join(" ")}`);
  console.log();
}

async function post<T>(url: string, body: unknown, token?: string): Promise<T> {
  return answerOf<T>(
    await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    }),
  );
}

async function get<T>(url: string, token: string): Promise<T> {
  return answerOf<T>(await fetch(url, { headers: { authorization: `Bearer ${token}` } }));
}

async function answerOf<T>(response: Response): Promise<T> {
  const answer = (await response.json()) as T & { detail?: string };
  if (!response.ok) throw new CommandError(answer.detail ?? `The server answered ${response.status}.`);
  return answer;
}
