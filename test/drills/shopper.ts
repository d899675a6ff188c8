import { setTimeout as pause } from "node:timers/promises";

const requestTimeoutMs = 10_000;

/** Status 0: no answer came, whatever became of the request. */
export interface Answer {
  status: number;
  body: unknown;
}

export async function request(url: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(requestTimeoutMs), ...init });
    const text = await response.text();
    return {
      status: response.status,
      body: response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text,
    };
  } catch {
    return { status: 0, body: null };
  }
}

export const postJson = (url: string, body: unknown, token?: string): Promise<Answer> =>
  request(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

/** One who writes through the public API, and remembers what was accepted. */
export class Shopper {
  readonly conversationId: string;
  readonly token: string;
  /** Keys of the messages that were acknowledged, as the store knows them. */
  readonly accepted: string[] = [];
  /** What was answered to each try. */
  readonly statuses = new Map<number, number>();
  readonly #url: string;
  #sent = 0;

  private constructor(url: string, conversationId: string, token: string) {
    this.#url = url;
    this.conversationId = conversationId;
    this.token = token;
  }

  static async open(url: string): Promise<Shopper> {
    const { status, body } = await postJson(`${url}/v1/conversations`, { locale: "fr" });
    if (status !== 201) throw new Error(`no conversation could be opened: ${status} ${JSON.stringify(body)}`);
    const { id, token } = body as { id: string; token: string };
    return new Shopper(url, id, token);
  }

  get messagesUrl(): string {
    return `${this.#url}/v1/conversations/${this.conversationId}/messages`;
  }

  /** One try of a message. */
  async post(message: { id: string } & Record<string, unknown>): Promise<number> {
    const { status } = await postJson(this.messagesUrl, message, this.token);
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (status === 202) this.accepted.push(`web:${message.id}`);
    return status;
  }

  /** Sends a new message and repeats it until it is acknowledged, as a client that knows its trade does. */
  async insist(text: string, until: AbortSignal): Promise<void> {
    const id = `m${++this.#sent}`;
    while ((await this.post({ id, text })) !== 202) {
      if (until.aborted) return;
      await pause(20);
    }
  }

  /** Writes one message after the other until told to stop. */
  async chatter(text: string, pauseMs: number, until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      await this.insist(text, until);
      await pause(pauseMs);
    }
  }

  async #lastSpeaker(): Promise<string> {
    let last = "nobody";
    for (let after = 0; ; ) {
      const { status, body } = await request(`${this.messagesUrl}?after=${after}`, {
        headers: { authorization: `Bearer ${this.token}` },
      });
      if (status !== 200) return `status ${status}`;
      const { messages, cursor } = body as { messages: { from: string }[]; cursor: number };
      if (messages.length === 0) return last;
      last = messages.at(-1)!.from;
      after = cursor;
    }
  }

  /** Waits until the last word is the shop's. False when that takes too long. */
  async isAnswered(longestMs = 30_000): Promise<boolean> {
    const endsAt = Date.now() + longestMs;
    while ((await this.#lastSpeaker()) !== "bot") {
      if (Date.now() > endsAt) return false;
      await pause(50);
    }
    return true;
  }
}

export const openShoppers = (url: string, count: number): Promise<Shopper[]> =>
  Promise.all(Array.from({ length: count }, () => Shopper.open(url)));

export const allAnswered = async (shoppers: Shopper[]): Promise<string[]> => {
  const answered = await Promise.all(shoppers.map((shopper) => shopper.isAnswered()));
  const forgotten = answered.filter((one) => !one).length;
  return forgotten === 0 ? [] : [`${forgotten} conversations still wait after 30 s`];
};
