import { ApiError } from "./api.ts";
import type { Backoff } from "./backoff.ts";
import type { Unsent, UnsentStore } from "./unsent.ts";

/** A message of the shopper on its way. `sent`: acknowledged, and not yet seen in the conversation. */
export interface Draft extends Omit<Unsent, "upload"> {
  state: "pending" | "sent" | "failed";
}

/** Older unsent messages wait for the shopper: a question of an hour ago must not go out by itself. */
const staleMs = 10 * 60_000;
/** The server answered so often that it cannot now; silence of the network is not counted. */
const busyTries = 8;

export interface OutgoingOptions {
  store: UnsentStore;
  backoff: Backoff;
  now(): number;
  /** Rejects with an {@link ApiError}. */
  deliver(draft: Draft): Promise<void>;
  onChange(): void;
}

/** Sends messages one after the other, each under one id until it is acknowledged, however often it is tried. */
export class Outgoing {
  #drafts: Draft[];
  #running = false;
  readonly #options: OutgoingOptions;
  readonly #closed = new AbortController();

  constructor(options: OutgoingOptions) {
    this.#options = options;
    const staleBefore = options.now() - staleMs;
    this.#drafts = options.store
      .all()
      .map((unsent) => ({ ...unsent, state: unsent.at < staleBefore ? "failed" : "pending" }));
  }

  /** In the order of sending. */
  get drafts(): readonly Draft[] {
    return this.#drafts;
  }

  add(draft: Omit<Draft, "state">, picture?: Blob): void {
    this.#drafts = [...this.#drafts, { ...draft, state: "pending" }];
    this.#options.store.put(draft, picture);
    this.#options.onChange();
    void this.run();
  }

  retry(id: string): void {
    this.#change(id, { state: "pending" });
    void this.run();
  }

  discard(id: string): void {
    this.#drafts = this.#drafts.filter((draft) => draft.id !== id);
    this.#options.store.remove(id);
    this.#options.onChange();
  }

  /** Those that have appeared in the conversation are no longer ours to show. */
  settle(ids: Set<string>): void {
    for (const { id } of this.#drafts.filter((draft) => ids.has(draft.id))) this.discard(id);
  }

  close(): void {
    this.#closed.abort();
  }

  /** Works off what is pending. */
  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let draft = this.#next(); draft && !this.#closed.signal.aborted; draft = this.#next())
        await this.#send(draft);
    } finally {
      this.#running = false;
    }
  }

  async #send(draft: Draft): Promise<void> {
    let busy = 0;
    for (let failures = 1; this.#isPending(draft.id); failures++) {
      try {
        await this.#options.deliver(draft);
        this.#options.store.remove(draft.id);
        this.#change(draft.id, { state: "sent" });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.kind === "busy") busy++;
        if (busy === busyTries || error.kind === "invalid" || error.kind === "refused") this.#fail(draft.id);
        else await this.#options.backoff.wait(failures, this.#closed.signal, error.retryAfterMs);
        if (this.#closed.signal.aborted) return;
      }
    }
  }

  /** What another tab has sent or discarded meanwhile, with its picture, is not left for the shopper to retry. */
  #fail(id: string): void {
    if (this.#options.store.find(id)) this.#change(id, { state: "failed" });
    else this.discard(id);
  }

  #next = (): Draft | undefined => this.#drafts.find(({ state }) => state === "pending");
  #isPending = (id: string): boolean =>
    this.#drafts.some((draft) => draft.id === id && draft.state === "pending");

  #change(id: string, change: Partial<Draft>): void {
    this.#drafts = this.#drafts.map((draft) => (draft.id === id ? { ...draft, ...change } : draft));
    this.#options.onChange();
  }
}
