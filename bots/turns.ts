import type { Logger } from "pino";
import type { Effect } from "../models/conversation.ts";
import type { StoredEvent } from "../models/events.ts";
import type { Channel } from "../models/ports/channel.ts";
import type { Clock } from "../models/ports/clock.ts";
import {
  type Claim,
  type ConversationStore,
  type Lease,
  StorageError,
  type TurnCommit,
} from "../models/ports/store.ts";
import type { ChangeBoard } from "./changes.ts";
import type { Circuit } from "./circuits.ts";
import { showAttention } from "./courtesy.ts";
import { isAtVendor, type KeepFile } from "./files.ts";
import type { Metrics } from "./metrics.ts";
import { accountOf, type Outgoing } from "./outgoing.ts";
import type { Answered } from "./send.ts";
import type { SendRates } from "./send-rates.ts";

export interface TurnServices {
  store: ConversationStore;
  clock: Clock;
  changes: ChangeBoard;
  metrics: Metrics;
  log: Logger;
  /** By `<channel>:<account>`. */
  channels: ReadonlyMap<string, Channel>;
  outgoing: Outgoing;
  rates: SendRates;
  pause: (milliseconds: number) => Promise<unknown>;
  /** Which of the waiting events one turn answers. */
  selectBatch: (mailbox: StoredEvent[]) => StoredEvent[];
  keepFile: KeepFile;
  /** Computes a turn; writes nothing. */
  runTurn: (
    claim: Claim,
    events: StoredEvent[],
    now: Date,
  ) => Promise<Omit<TurnCommit, "version" | "handled" | "at">>;
}

interface Surroundings {
  /** By `<channel>:<account>`. */
  circuitOf: (account: string) => Circuit;
  /** The lease as it was last prolonged. */
  leaseOf: (claim: Claim) => Lease;
  wake(conversationId: string): void;
  /** Runs work beside that of others, while nothing has to run alone. */
  alongside<T>(work: () => Promise<T>): Promise<T>;
  /** Aborted when the process is being stopped. */
  stopping: AbortSignal;
}

/** What a worker does with the events of a conversation that it has in hand. */
export interface Turns {
  /** Runs and commits one turn, if events wait. Null when that was all, the lease was lost or the events parked. */
  answer(claim: Claim): Promise<Answered | null>;
  /** The same while nothing else runs: its messages go out later. */
  answerAlone(claim: Claim): Promise<Answered | null>;
  /** Takes events away to be looked at by people, and tells the shopper. */
  park(claim: Claim, events: StoredEvent[], reason: string): Promise<null>;
}

/** Before a turn that failed is run again; then four times as long. What it read may answer again by then. */
const pauseMs = 250;
/** A file that its vendor has not sent by then is answered without. */
const fileWithinMs = 10_000;
/** While all others wait for the one that may end the process. */
const fileAloneWithinMs = 2_000;
/** A turn that fails this often is parked. */
const mostTries = 3;

export function createTurns(services: TurnServices & Surroundings): Turns {
  const { store, clock, changes, metrics, log, circuitOf, leaseOf, wake, alongside, stopping } = services;

  async function runAndCommit(first: Claim, { alone }: { alone: boolean }): Promise<Answered | null> {
    let claim: Claim | null = first;
    for (let failures = 0; claim; ) {
      const events = services.selectBatch(claim.mailbox);
      if (events.length === 0) return claim;
      if (events.some(isAtVendor)) {
        claim = await withFiles(claim, events, alone ? fileAloneWithinMs : fileWithinMs);
        continue;
      }
      const startedAt = performance.now();
      const toRun = claim;
      const run = () => attempt(toRun, events);
      const turn = await (alone ? run() : alongside(run));
      if (turn instanceof Error) {
        failures++;
        if (failures >= mostTries) return park(claim, events, `${turn.name}: ${turn.message}`);
        await services.pause(pauseMs * 4 ** (failures - 1));
        claim = await store.reload(claim.lease);
        continue;
      }
      const handled = events.map((event) => event.seq);
      const commit = { version: claim.conversation.version, handled, at: clock.now(), ...turn };
      const options = {
        publish: channelOf(claim)?.readsTranscript ?? false,
        send: !alone && mayGoAtOnce(claim, turn.effects),
        release: true,
      };
      const outcome = await store.commit(leaseOf(claim), commit, options);
      metrics.turnsTotal.inc({ outcome: outcome.outcome });
      metrics.turnSeconds.observe((performance.now() - startedAt) / 1000);
      if (outcome.outcome === "lost") return null;
      if (outcome.outcome === "stale") {
        claim = await store.reload(claim.lease);
        continue;
      }
      if (outcome.published > 0) published(claim.conversation.id, outcome.published);
      return outcome.released ? null : { ...claim, outbox: outcome.outbox, sending: outcome.sending };
    }
    return null;
  }

  const channelOf = ({ conversation }: Claim): Channel | undefined =>
    services.channels.get(accountOf(conversation));

  /** The gate, for the usual case: an answer that nothing stands in the way of. The others are asked about one by one. */
  function mayGoAtOnce(claim: Claim, effects: readonly Effect[]): boolean {
    const account = accountOf(claim.conversation);
    const channel = channelOf(claim);
    const messages = effects.filter((effect) => effect.kind === "message");
    return (
      channel !== undefined &&
      circuitOf(account).isClosed() &&
      messages.length > 0 &&
      services.outgoing.isFree(messages, claim, channel) &&
      services.rates.takeNow(channel)
    );
  }

  /**
   * Fetches, before the turn, what its vendor still has of the events; each is noted in a write of its own, so that
   * neither a crash nor a turn that fails loses it. Null: the lease is lost, or given back, as the process ends.
   */
  async function withFiles(claim: Claim, events: StoredEvent[], withinMs: number): Promise<Claim | null> {
    const { conversation } = claim;
    const lease = (): Lease => leaseOf(claim);
    const signal = AbortSignal.any([AbortSignal.timeout(withinMs), stopping]);
    for (const event of events.filter(isAtVendor)) {
      const note = await services.keepFile(conversation, event, signal);
      if ("notKept" in note && stopping.aborted) {
        await store.release(lease(), clock.now(), { yield: true });
        return null;
      }
      if (!(await store.noteFile(lease(), event.seq, note))) return null;
    }
    return store.reload(lease());
  }

  function published(conversationId: string, messages: number): void {
    metrics.effectsTotal.inc({ kind: "message", outcome: "done" }, messages);
    changes.changed(conversationId);
  }

  async function attempt(
    claim: Claim,
    events: StoredEvent[],
  ): Promise<Awaited<ReturnType<TurnServices["runTurn"]>> | Error> {
    try {
      return await services.runTurn(claim, events, clock.now());
    } catch (cause) {
      if (cause instanceof StorageError) throw cause;
      metrics.turnsTotal.inc({ outcome: "failed" });
      const error = cause instanceof Error ? cause : new Error(String(cause));
      log.error({ conversationId: claim.conversation.id, seq: events[0]?.seq, err: error }, "a turn failed");
      return error;
    }
  }

  async function park(claim: Claim, events: StoredEvent[], reason: string): Promise<null> {
    const { id } = claim.conversation;
    await store.park(
      claim.lease,
      events.map((event) => event.seq),
      reason,
      clock.now(),
    );
    log.error(
      { conversationId: id, seqs: events.map((event) => event.seq), reason },
      "events parked: a person must look",
    );
    const [first] = events;
    const notice = { kind: "parked" as const, key: `parked:${first?.seq}`, at: clock.now().toISOString() };
    if (first && first.kind !== "parked") await store.accept(id, [notice]);
    changes.changed(id);
    await store.release(claim.lease, clock.now(), { yield: true });
    wake(id);
    return null;
  }

  return {
    async answer(claim) {
      const end = showAttention(claim, services.selectBatch(claim.mailbox), channelOf(claim), log);
      try {
        return await runAndCommit(claim, { alone: false });
      } finally {
        end();
      }
    },
    answerAlone: (claim) => runAndCommit(claim, { alone: true }),
    park,
  };
}
