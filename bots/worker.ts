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
import { giveUpCalls, runDueCalls } from "./calls.ts";
import type { ChangeBoard } from "./changes.ts";
import { createCircuits } from "./circuits.ts";
import { showAttention } from "./courtesy.ts";
import { type DrainServices, drain } from "./drain.ts";
import { isAtVendor, type KeepFile } from "./files.ts";
import type { Metrics } from "./metrics.ts";
import { accountOf } from "./outgoing.ts";
import { repeat } from "./repeat.ts";
import type { Answered } from "./send.ts";
import { createSharedLock } from "./shared-lock.ts";

export interface WorkerServices extends Omit<DrainServices, "circuitOf"> {
  store: ConversationStore;
  clock: Clock;
  changes: ChangeBoard;
  metrics: Metrics;
  log: Logger;
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

export interface Worker {
  /** Sees to a conversation now, or as soon as there is a free hand. */
  wake(conversationId: string): void;
  /** Sees to what the shop begins by itself, a few at a time, and behind what shoppers wait for. */
  wakeLater(conversationId: string): void;
  /** First those that a dead process left in hand, one at a time; then polls for what nobody woke it for. */
  start(): Promise<void>;
  /** Looks for conversations that are due and have no worker. */
  poll(): Promise<void>;
  /** Resolves when nothing is in hand and nothing waits. */
  idle(): Promise<void>;
  /** Takes on nothing new, finishes what is in hand. */
  stop(): Promise<void>;
}

const leaseMs = 8_000;
const renewEveryMs = 3_000;
const pollEveryMs = 500;
/** Then others have their turn. */
const mostTurnsAtOnce = 10;
const mostInHand = 64;
/** A shopper's message shares the thread with no more of them than these. */
const mostBegunInHand = 4;
/** Found by one poll: enough that a backlog left by a crash drains at full speed between two polls. */
const mostFound = 512;
/** Before a turn that failed is run again; then four times as long. What it read may answer again by then. */
const pauseMs = 250;
/** A file that its vendor has not sent by then is answered without. */
const fileWithinMs = 10_000;
/** While all others wait for the one that may end the process. */
const fileAloneWithinMs = 2_000;
/** A turn that fails this often, or a conversation that kills its process this often when run alone, is parked. */
const mostTries = 3;

/** Claims conversations, runs their turns, commits, carries out the effects, and lets go. */
export function createWorker(name: string, services: WorkerServices): Worker {
  const { store, clock, changes, metrics, log } = services;
  const inHand = new Map<string, Promise<void>>();
  const waiting = new Set<string>();
  /** What the shop begins: waiting, and in hand. */
  const toBegin = new Set<string>();
  const begun = new Set<string>();
  const leases = new Map<string, Lease>();
  /** Of conversations whose work the store cut short. */
  const unfinished = new Map<string, Lease>();
  const lock = createSharedLock();
  const circuitOf = createCircuits(services);
  /** Calls of one that is not suspect wait, as turns do, while a suspect runs. */
  const sideBySide = {
    ...services,
    circuitOf,
    actions: Object.fromEntries(
      Object.entries(services.actions).map(([action, run]): [string, typeof run] => [
        action,
        (args, key) => lock.shared(() => run(args, key)),
      ]),
    ),
  };
  const repeating: (() => Promise<void>)[] = [];
  const stopping = new AbortController();
  let stopped = false;

  function wake(conversationId: string): void {
    if (stopped) return;
    changes.busy(conversationId);
    toBegin.delete(conversationId);
    if (inHand.has(conversationId) || inHand.size >= mostInHand) waiting.add(conversationId);
    else take(conversationId);
  }

  function wakeLater(conversationId: string): void {
    if (stopped || waiting.has(conversationId)) return;
    changes.busy(conversationId);
    toBegin.add(conversationId);
    next();
  }

  function take(conversationId: string): Promise<void> {
    const done = serve(conversationId)
      .catch((error: unknown) => {
        log.error({ conversationId, err: error }, "a conversation could not be served");
        const lease = leases.get(conversationId);
        if (lease && error instanceof StorageError) unfinished.set(conversationId, lease);
      })
      .finally(() => {
        inHand.delete(conversationId);
        leases.delete(conversationId);
        begun.delete(conversationId);
        if (!waiting.has(conversationId) && !toBegin.has(conversationId)) changes.free(conversationId);
        next();
      });
    inHand.set(conversationId, done);
    return done;
  }

  function next(): void {
    for (const id of waiting) {
      if (stopped || inHand.size >= mostInHand) return;
      if (inHand.has(id)) continue;
      waiting.delete(id);
      take(id);
    }
    for (const id of toBegin) {
      if (stopped || inHand.size >= mostInHand || begun.size >= mostBegunInHand) return;
      if (inHand.has(id)) continue;
      toBegin.delete(id);
      begun.add(id);
      take(id);
    }
  }

  async function serve(conversationId: string): Promise<void> {
    let claim = await store.claim(conversationId, name, clock.now(), leaseMs);
    if (claim?.orphaned) {
      leases.set(conversationId, claim.lease);
      const suspect = claim;
      return lock.exclusive(() => serveSuspect(suspect));
    }
    for (let turns = 1; claim; turns++) {
      leases.set(conversationId, claim.lease);
      const end = showAttention(claim, services.selectBatch(claim.mailbox), channelOf(claim), log);
      const afterTurn: Answered | null = await answer(claim, { alone: false }).finally(end);
      if (!afterTurn) return;
      const lease = (): Lease => leaseOf(conversationId, afterTurn);
      if ((await drain(afterTurn, lease, sideBySide, () => stopped)) === "released") return;
      const enough = turns >= mostTurnsAtOnce || stopped;
      const released = await store.release(lease(), clock.now(), enough ? { yield: true } : {});
      if (enough) return wake(conversationId);
      if (released !== "more") return;
      claim = await store.reload(lease());
    }
  }

  /** Runs and commits one turn, if events wait. Null when that was all, the lease was lost or the events parked. */
  async function answer(first: Claim, { alone }: { alone: boolean }): Promise<Answered | null> {
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
      const turn = await (alone ? run() : lock.shared(run));
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
      const outcome = await store.commit(leaseOf(claim.conversation.id, claim), commit, options);
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
    const lease = (): Lease => leaseOf(conversation.id, claim);
    const signal = AbortSignal.any([AbortSignal.timeout(withinMs), stopping.signal]);
    for (const event of events.filter(isAtVendor)) {
      const note = await services.keepFile(conversation, event, signal);
      if ("notKept" in note && stopped) {
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
  ): Promise<Awaited<ReturnType<WorkerServices["runTurn"]>> | Error> {
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

  /**
   * One that a dead process had in hand: its turn and its calls alone, counted before they run. Its messages go
   * out later as usual, for a slow channel must not keep the others from being served.
   */
  async function serveSuspect(claim: Claim): Promise<void> {
    const lease = (): Lease => leaseOf(claim.conversation.id, claim);
    const events = services.selectBatch(claim.mailbox);
    if ((await store.countCrash(lease())) > mostTries) {
      const reason = `its process died ${mostTries} times with only this in hand`;
      if (events.length > 0) return void (await park(claim, events, reason));
      await giveUpCalls(claim, reason, lease, services);
      return void (await store.release(lease(), clock.now(), { yield: true }));
    }
    const answered = await answer(claim, { alone: true });
    if (!answered) return;
    await runDueCalls(answered, lease, services);
    await store.release(lease(), clock.now(), { yield: true });
  }

  const leaseOf = (id: string, claim: Claim): Lease => leases.get(id) ?? claim.lease;

  async function renewAll(): Promise<void> {
    await Promise.all(
      [...leases].map(async ([id, lease]) => {
        const renewed = await store.renew(lease, clock.now(), leaseMs);
        if (renewed && leases.get(id) === lease) leases.set(id, renewed);
      }),
    );
  }

  /** What the store cut short goes on as soon as it answers: nobody died, no lease need run out. */
  async function giveBack(): Promise<void> {
    for (const [id, lease] of unfinished) {
      try {
        await store.release(lease, clock.now(), { yield: true });
      } catch (error) {
        // Tried again at the next poll.
        if (error instanceof StorageError) return;
        throw error;
      }
      unfinished.delete(id);
    }
  }

  async function poll(): Promise<void> {
    if (stopped) return;
    await giveBack();
    for (const { conversationId } of await store.due(clock.now(), mostFound))
      if (!toBegin.has(conversationId)) wake(conversationId);
  }

  async function start(): Promise<void> {
    for (;;) {
      const suspects = (await store.due(clock.now(), mostInHand)).filter((one) => one.orphaned);
      if (suspects.length === 0) break;
      for (const { conversationId } of suspects) await take(conversationId);
    }
    await poll();
    repeating.push(repeat(renewAll, renewEveryMs, log), repeat(poll, pollEveryMs, log));
  }

  async function idle(): Promise<void> {
    while (inHand.size > 0) await Promise.all(inHand.values());
  }

  async function stop(): Promise<void> {
    stopped = true;
    stopping.abort();
    for (const end of repeating) await end();
    for (const id of [...waiting, ...toBegin]) if (!inHand.has(id)) changes.free(id);
    waiting.clear();
    toBegin.clear();
    await idle();
  }

  return { wake, wakeLater, start, poll, idle, stop };
}
