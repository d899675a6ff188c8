import type { Logger } from "pino";
import { type Claim, type Lease, StorageError } from "../models/ports/store.ts";
import { giveUpCalls, runDueCalls } from "./calls.ts";
import { createCircuits } from "./circuits.ts";
import { type DrainServices, drain } from "./drain.ts";
import { repeat } from "./repeat.ts";
import { createSharedLock } from "./shared-lock.ts";
import { createTurns, type TurnServices } from "./turns.ts";

export type WorkerServices = Omit<DrainServices, "circuitOf"> & TurnServices & { log: Logger };

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
/** A conversation that kills its process this often when run alone is parked. */
const mostTries = 3;

/** Claims conversations, runs their turns, commits, carries out the effects, and lets go. */
export function createWorker(name: string, services: WorkerServices): Worker {
  const { store, clock, changes, log } = services;
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
        (...call) => lock.shared(() => run(...call)),
      ]),
    ),
  };
  const stopping = new AbortController();
  const leaseOf = (claim: Claim): Lease => leases.get(claim.conversation.id) ?? claim.lease;
  const turns = createTurns({
    ...services,
    circuitOf,
    leaseOf,
    wake,
    alongside: lock.shared,
    stopping: stopping.signal,
  });
  const repeating: (() => Promise<void>)[] = [];
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
    for (let count = 1; claim; count++) {
      leases.set(conversationId, claim.lease);
      const afterTurn = await turns.answer(claim);
      if (!afterTurn) return;
      const lease = (): Lease => leaseOf(afterTurn);
      if ((await drain(afterTurn, lease, sideBySide, () => stopped)) === "released") return;
      const enough = count >= mostTurnsAtOnce || stopped;
      const released = await store.release(lease(), clock.now(), enough ? { yield: true } : {});
      if (enough) return wake(conversationId);
      if (released !== "more") return;
      claim = await store.reload(lease());
    }
  }

  /**
   * One that a dead process had in hand: its turn and its calls alone, counted before they run. Its messages go
   * out later as usual, for a slow channel must not keep the others from being served.
   */
  async function serveSuspect(claim: Claim): Promise<void> {
    const lease = (): Lease => leaseOf(claim);
    const events = services.selectBatch(claim.mailbox);
    if ((await store.countCrash(lease())) > mostTries) {
      const reason = `its process died ${mostTries} times with only this in hand`;
      if (events.length > 0) return void (await turns.park(claim, events, reason));
      await giveUpCalls(claim, reason, lease, services);
      return void (await store.release(lease(), clock.now(), { yield: true }));
    }
    const answered = await turns.answerAlone(claim);
    if (!answered) return;
    await runDueCalls(answered, lease, services);
    await store.release(lease(), clock.now(), { yield: true });
  }

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
