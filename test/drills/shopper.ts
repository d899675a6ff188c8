import { setTimeout as pause } from "node:timers/promises";

/** As the most patient of the vendors that send webhooks. */
const requestTimeoutMs = 15_000;

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
  #cursor = 0;
  #lastSpeaker = "nobody";

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

  /**
   * Sends a new message and repeats it until it is acknowledged, as a client that knows its trade does; not one that
   * is refused because too many wait (429): that one is recorded as unread and stays without an answer.
   */
  async insist(text: string, until: AbortSignal): Promise<void> {
    const id = `m${++this.#sent}`;
    for (;;) {
      const status = await this.post({ id, text });
      if (status === 202 || status === 429 || until.aborted) return;
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

  /** Reads on to the end of the conversation. */
  async #readOn(): Promise<"heard" | "nothing" | "failed"> {
    for (let heard = false; ; ) {
      const { status, body } = await request(`${this.messagesUrl}?after=${this.#cursor}`, {
        headers: { authorization: `Bearer ${this.token}` },
      });
      if (status !== 200) return "failed";
      const { messages, cursor } = body as { messages: { from: string }[]; cursor: number };
      if (messages.length === 0) return heard ? "heard" : "nothing";
      this.#lastSpeaker = messages.at(-1)!.from;
      heard ||= messages.some(({ from }) => from === "bot");
      this.#cursor = cursor;
    }
  }

  /** Waits until the last word is the shop's. False when that takes too long. */
  isAnswered(longestMs = 30_000): Promise<boolean> {
    return this.#until((read) => read !== "failed" && this.#lastSpeaker === "bot", longestMs);
  }

  /** Waits for the shop to say more than it has said by now. False when that takes too long. */
  async hearsMore(longestMs = 30_000): Promise<boolean> {
    await this.#readOn();
    return this.#until((read) => read === "heard", longestMs);
  }

  async #until(
    isDone: (read: "heard" | "nothing" | "failed") => boolean,
    longestMs: number,
  ): Promise<boolean> {
    const endsAt = Date.now() + longestMs;
    while (!isDone(await this.#readOn())) {
      if (Date.now() > endsAt) return false;
      await pause(50);
    }
    return true;
  }
}

export const openShoppers = (url: string, count: number): Promise<Shopper[]> =>
  Promise.all(Array.from({ length: count }, () => Shopper.open(url)));

export const allAnswered = async (shoppers: Shopper[], longestMs = 30_000): Promise<string[]> => {
  const answered = await Promise.all(shoppers.map((shopper) => shopper.isAnswered(longestMs)));
  const forgotten = answered.filter((one) => !one).length;
  return forgotten === 0 ? [] : [`${forgotten} conversations still wait after ${longestMs / 1000} s`];
};
