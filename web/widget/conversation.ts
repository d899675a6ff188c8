import { ApiError, type ChatApi, type Credentials, type Outbound } from "./api.ts";
import { Backoff } from "./backoff.ts";
import { type Choice, type Message, mergeMessages } from "./message.ts";
import { type Draft, Outgoing } from "./outgoing.ts";
import type { Session, SessionStore } from "./session.ts";
import { follow } from "./stream.ts";
import type { Time } from "./time.ts";
import type { UnsentStore } from "./unsent.ts";

/** After this the bot is not "typing" any more: staff may have the conversation, or there is no answer. */
const typingMs = 20_000;
/** A returning shopper sees about so many messages of before. */
const historyRows = 100;

export interface ConversationOptions {
  api: ChatApi;
  session: SessionStore;
  unsent: UnsentStore;
  time: Time;
  /** From 0 up to 1. */
  random(): number;
  newId(): string;
  /** Language in which a new conversation begins. */
  language(): string;
  onChange(): void;
}

/** One shopper's conversation with the shop, kept up to date while {@link resume}d. It knows no DOM. */
export class Conversation {
  messages: Message[] = [];
  /** True between a message of the shopper and the answer to it. */
  typing = false;
  connected = true;
  /** The conversation of before could not be opened any more. */
  restarted = false;
  readonly #options: ConversationOptions;
  readonly #backoff: Backoff;
  readonly #outgoing: Outgoing;
  #session: Session | null;
  #following: AbortController | null = null;
  #typingEnds = new AbortController();
  #active = false;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#session = options.session.load();
    this.#backoff = new Backoff(options.time, options.random);
    this.#outgoing = new Outgoing({
      store: options.unsent,
      backoff: this.#backoff,
      now: options.time.now,
      deliver: (draft) => this.#deliver(draft),
      onChange: options.onChange,
    });
  }

  get drafts(): readonly Draft[] {
    return this.#outgoing.drafts;
  }

  /** Messages of the shop that the shopper has not had before their eyes. */
  get unread(): number {
    const read = this.#session?.read ?? 0;
    return this.messages.filter(({ from, seq }) => from !== "shopper" && seq > read).length;
  }

  markRead(): void {
    if (this.#session && this.unread > 0) this.#keep({ ...this.#session, read: this.#session.cursor });
  }

  say = (text: string): void => void this.#add({ text });
  tap = ({ title, value }: Choice): void => void this.#add({ text: title, value });
  /** @returns the id that the message will have */
  sendPicture = (picture: Blob): string => this.#add({ text: "", hasPicture: true }, picture);
  retry = (id: string): void => this.#outgoing.retry(id);
  discard = (id: string): void => this.#outgoing.discard(id);

  /** The picture of a message, which has a `mediaId` once it is in the conversation. @throws {ApiError} */
  async picture(messageId: string, mediaId: string | undefined): Promise<Blob> {
    if (mediaId === undefined) return this.#unsentPicture(messageId);
    if (!this.#session) throw new ApiError("refused", "there is no conversation");
    return this.#options.api.picture(this.#session, mediaId);
  }

  /** Follows the conversation and sends what waits. May be called again: then it tries at once. */
  resume(): void {
    this.#active = true;
    this.#session ??= this.#options.session.load();
    this.#backoff.hurry();
    this.#follow();
    void this.#outgoing.run();
  }

  /** Stops following, for as long as nobody looks: browsers allow few connections to one server. */
  pause(): void {
    this.#active = false;
    this.#following?.abort();
    this.#following = null;
  }

  close(): void {
    this.pause();
    this.#outgoing.close();
    this.#typingEnds.abort();
  }

  #add(message: Pick<Draft, "text" | "value" | "hasPicture">, picture?: Blob): string {
    const { newId, time } = this.#options;
    const id = newId();
    this.#outgoing.add({ id, at: time.now(), ...message }, picture);
    return id;
  }

  async #deliver(draft: Draft): Promise<void> {
    try {
      await this.#postAnywhere(draft);
      this.#connection(true);
      this.#expectAnswer(draft.id);
    } catch (error) {
      if (error instanceof ApiError && error.kind === "unreachable") this.#connection(false);
      // The server may have lost the picture: when the shopper retries, it gets it again.
      if (error instanceof ApiError && error.kind === "invalid")
        this.#options.unsent.setUpload(draft.id, undefined);
      throw error;
    }
  }

  /** A conversation that is gone is opened anew, once. */
  async #postAnywhere(draft: Draft): Promise<void> {
    const session = await this.#ensureSession();
    try {
      await this.#post(session, draft);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.#forget(session);
      await this.#post(await this.#ensureSession(), draft);
    }
  }

  async #post(session: Credentials, { id, text, value, hasPicture }: Draft): Promise<void> {
    let message: Outbound = value === undefined ? { text } : { value, title: text };
    if (hasPicture) message = { attachments: [{ mediaId: await this.#uploadOnce(session, id) }] };
    await this.#options.api.send(session, id, message);
  }

  /** However often the message is tried; but a conversation has no pictures of another. */
  async #uploadOnce(session: Credentials, messageId: string): Promise<string> {
    const { api, unsent } = this.#options;
    const upload = unsent.find(messageId)?.upload;
    if (upload?.conversation === session.id) return upload.mediaId;
    const mediaId = await api.upload(session, await this.#unsentPicture(messageId));
    unsent.setUpload(messageId, { conversation: session.id, mediaId });
    return mediaId;
  }

  async #unsentPicture(messageId: string): Promise<Blob> {
    const picture = await this.#options.unsent.picture(messageId);
    if (!picture) throw new ApiError("invalid", `the picture of message ${messageId} is gone`);
    return picture;
  }

  /** Another tab of the shop may have opened one meanwhile. */
  async #ensureSession(): Promise<Session> {
    this.#session ??= this.#options.session.load();
    if (!this.#session) {
      const opened = await this.#options.api.open(this.#options.language());
      this.#keep({ ...opened, cursor: 0, read: 0 });
    }
    this.#follow();
    return this.#session!;
  }

  #follow(): void {
    const session = this.#session;
    if (!this.#active || !session || this.#following) return;
    const following = new AbortController();
    this.#following = following;
    const lastSeq = this.messages.at(-1)?.seq;
    follow({
      api: this.#options.api,
      conversation: session,
      after: lastSeq ?? Math.max(0, session.cursor - historyRows),
      time: this.#options.time,
      backoff: this.#backoff,
      signal: following.signal,
      onMessages: (messages, cursor) => this.#arrived(session, messages, cursor),
      onConnection: (connected) => this.#connection(connected),
    }).catch((error) => {
      if (!isRefusal(error)) throw error;
      this.#forget(session);
    });
  }

  #arrived({ id }: Credentials, messages: Message[], cursor: number): void {
    if (this.#session?.id !== id) return;
    this.messages = mergeMessages(this.messages, messages);
    this.#keep({ ...this.#session, cursor: Math.max(cursor, this.#session.cursor) });
    if (messages.some(({ from }) => from !== "shopper")) this.#endTyping();
    this.#outgoing.settle(new Set(messages.map((message) => message.id)));
    this.#options.onChange();
  }

  #connection(connected: boolean): void {
    if (this.connected === connected) return;
    this.connected = connected;
    this.#options.onChange();
  }

  /** Staff are not a bot: nobody can tell whether they type. The answer may have come before we were told. */
  #expectAnswer(messageId: string): void {
    const lastAnswer = this.messages.findLast(({ from }) => from !== "shopper");
    const asked = this.messages.find(({ id }) => id === messageId);
    if (lastAnswer?.from === "staff" || (lastAnswer && asked && lastAnswer.seq > asked.seq)) return;
    this.#endTyping();
    const ends = new AbortController();
    this.#typingEnds = ends;
    this.typing = true;
    this.#options.onChange();
    void this.#options.time.sleep(typingMs, ends.signal).then(() => {
      if (!ends.signal.aborted) this.#endTyping();
    });
  }

  #endTyping(): void {
    this.#typingEnds.abort();
    if (!this.typing) return;
    this.typing = false;
    this.#options.onChange();
  }

  #keep(session: Session): void {
    this.#session = session;
    this.#options.session.save(session);
  }

  /** Only if it is still the one we have: another tab may be ahead. */
  #forget({ id }: Credentials): void {
    if (this.#session?.id !== id) return;
    this.#following?.abort();
    this.#following = null;
    this.#session = null;
    if (this.#options.session.load()?.id === id) this.#options.session.clear();
    this.restarted ||= this.messages.length > 0;
    this.messages = [];
    const gone = this.drafts.filter(({ state }) => state === "sent");
    this.#outgoing.settle(new Set(gone.map((draft) => draft.id)));
    this.#endTyping();
    this.#options.onChange();
  }
}

const isRefusal = (error: unknown): boolean => error instanceof ApiError && error.kind === "refused";
