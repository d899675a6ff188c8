import type { Actions } from "../../bots/actions.ts";
import { createChanges } from "../../bots/changes.ts";
import type { KeepFile } from "../../bots/files.ts";
import { createInbox } from "../../bots/inbox.ts";
import { createLog } from "../../bots/log.ts";
import { createMetrics } from "../../bots/metrics.ts";
import type { SendRates } from "../../bots/send-rates.ts";
import { seeUndelivered } from "../../bots/undelivered.ts";
import { createWorker, type WorkerServices } from "../../bots/worker.ts";
import { webChannel } from "../../channels/web/index.ts";
import { selectBatch } from "../../dialogs/engine/batch.ts";
import type { Undelivered } from "../../jobs/message-undelivered.ts";
import { fetchOf, isFetch } from "../../models/announced.ts";
import type { EventOf, StoredEvent } from "../../models/events.ts";
import type { Channel } from "../../models/ports/channel.ts";
import { type VirtualClock, virtualClock } from "../../models/ports/clock.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import { recordingChannel } from "../fakes/channel.ts";
import { fakeRecords } from "../fakes/records.ts";
import { type SendingOptions, sendingWith } from "../fakes/sending.ts";

export type RunTurn = WorkerServices["runTurn"];

export const wordsOf = (events: StoredEvent[]): string =>
  events
    .map((event) => (event.kind === "text" ? event.text : event.kind === "tap" ? event.value : event.kind))
    .join(" + ");

/** Answers each batch with its own words, and counts its turns in the state. */
export const echo: RunTurn = async ({ conversation }, events) => ({
  state: { turns: turnsOf(conversation.state) + 1 },
  effects: [
    {
      kind: "message",
      activity: { type: "message", text: `echo: ${wordsOf(events)}` },
      from: "bot",
      causes: events.map(({ key }) => key),
    },
  ],
});

/** The same, but as the engine does: what is announced is fetched, and what could not be had is told. */
export const echoAndFetch: RunTurn = async (claim, events, now) => {
  const [first] = events;
  if (first?.kind === "announced")
    return { state: claim.conversation.state, effects: [fetchOf(first, claim.conversation)] };
  if (first?.kind !== "result") return echo(claim, events, now);
  return first.outcome.ok || !isFetch(first.call) ? { state: null, effects: [] } : echo(claim, events, now);
};

export const turnsOf = (state: unknown): number => (state as { turns: number } | null)?.turns ?? 0;

export interface StageOptions {
  store: ConversationStore;
  runTurn?: RunTurn;
  actions?: Actions;
  keepFile?: KeepFile;
  /** Beside the page and a channel that notes what it is given. */
  channels?: readonly Channel[];
  clock?: VirtualClock;
  random?: () => number;
  name?: string;
  sending?: Partial<SendingOptions>;
  rates?: SendRates;
}

/** A worker and its inbox with a clock that stands still; nothing polls until a test says so. */
export function createStage(options: StageOptions) {
  const { store, runTurn = echo, actions = {}, random = () => 0.5, name = "worker" } = options;
  const { keepFile = async () => ({ notKept: "gone" }) } = options;
  const clock = options.clock ?? virtualClock("2026-01-05T09:00:00.000Z");
  const chat = recordingChannel();
  const changes = createChanges();
  const metrics = createMetrics();
  const sending = sendingWith({ records: fakeRecords(), clock, ...options.sending });
  const all = [chat, webChannel("page"), ...(options.channels ?? [])];
  const channels = new Map(all.map((one) => [`${one.name}:${one.account}`, one]));
  const log = createLog("silent");
  const worker = createWorker(name, {
    store,
    clock,
    random,
    changes,
    metrics,
    log,
    pause: async () => {},
    selectBatch,
    keepFile,
    channels,
    actions,
    runTurn,
    ...sending,
    ...(options.rates && { rates: options.rates }),
  });
  const inbox = createInbox({ store, worker, changes, metrics });
  const seen = seeUndelivered({ store, channels, clock, metrics, log, ...sending, receive: inbox.receive });
  return {
    worker,
    inbox,
    clock,
    chat,
    changes,
    metrics,
    begun: sending.begun,
    /** A vendor tells that a message came to nothing. */
    async undelivered(message: Undelivered): Promise<void> {
      await seen(message);
      await worker.idle();
    },
    /** Opens a conversation on the page, or on a channel that messages are sent to. */
    async open(visitor = "amina", channel: "web" | "chat" = "web"): Promise<string> {
      const { conversationId } = await store.open({
        shopId: "dar-lina",
        channel,
        account: "page",
        peer: visitor,
        identities: [`${channel}:${visitor}`],
        at: clock.now(),
      });
      return conversationId;
    },
    /** Lets the time pass until something is due, and the worker find it. False when nothing ever will be. */
    async passTime(): Promise<boolean> {
      const wake = await store.nextWake();
      if (!wake) return false;
      if (wake > clock.now()) clock.set(wake.toISOString());
      await worker.poll();
      await worker.idle();
      return true;
    },
  };
}

/** Status and words of what the bot said, or would have. */
export const botSaid = async (store: ConversationStore, id: string): Promise<string[][]> =>
  (await store.transcript(id, 0))
    .filter((row) => row.from === "bot")
    .map((row) => [row.status, row.activity?.text ?? ""]);

export const tap = (key: string, value = key): EventOf<"tap"> => ({
  kind: "tap",
  key,
  value,
  at: "2026-01-05T09:00:00.000Z",
});

/** The store with some methods replaced; `original` is what they replace. */
export function withMethods(
  original: ConversationStore,
  methods: (original: ConversationStore) => Partial<ConversationStore>,
): ConversationStore {
  return { ...original, ...methods(original) };
}

/** A promise that a test settles by hand. */
export function gate() {
  return Promise.withResolvers<void>();
}
