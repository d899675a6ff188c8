import type { Core } from "../../bots/core.ts";
import type { RecordKind } from "../../models/ports/records.ts";
import type { Store } from "../../models/ports/store.ts";
import type { OpenStage } from "../conversations/stage.ts";

/** Longer than a lease of the dead is kept, and a lock of their jobs. */
const lyingMs = 11_000;
const mostRecords = 10_000;
const never = new Promise<never>(() => {});

const isOf = (order: string, line: string): boolean =>
  new RegExp(`"(?:number|order|orderNumber|subject)":"${order}"`).test(line);

/** Met so far. */
const kinds = new Map<string, RecordKind<unknown>>();

export interface MortalStage {
  stage: OpenStage;
  /** How many writes there were. */
  writes(): number;
  /** What is kept of its conversations, their contacts and orders, and of the stock: a line each. */
  left(): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * A stage whose server dies right after its nth write, with all it had in hand: nothing of it goes on. Another takes its
 * place when the leases of the dead have run out; whoever had called it, and got no answer, calls again.
 */
export async function mortalStage(stage: OpenStage, dyingAfter: number): Promise<MortalStage> {
  let written = 0;
  const death = Promise.withResolvers<"dead">();
  const { promise: died } = death;
  let isDead = false;
  const opened: string[] = [];

  async function write(work: () => Promise<unknown>): Promise<unknown> {
    const result = await work();
    written += 1;
    if (written !== dyingAfter) return result;
    isDead = true;
    death.resolve("dead");
    return never;
  }
  const mortal = <T extends object>(kept: T, writes: readonly (keyof T)[]): T => {
    const methods = Object.entries(kept).map(([name, method]) => [
      name,
      (...args: unknown[]) => {
        if (isDead) return never;
        return writes.includes(name as keyof T) ? write(() => method(...args)) : method(...args);
      },
    ]);
    return Object.fromEntries(methods) as T;
  };
  const lens = (store: Store): Store => ({
    ...store,
    conversations: mortal(store.conversations, ["commit", "settle", "fail"]),
    records: async (kind) => {
      kinds.set(kind.name, kind as unknown as RecordKind<unknown>);
      return mortal(await store.records(kind), ["save", "remove", "replace"]);
    },
  });

  const doomed = await stage.another(lens);
  let isReplaced = false;
  /** @returns what a server answers, the second when the first one died of it */
  async function survived<T>(call: (core: Core) => Promise<T>): Promise<T> {
    if (!isDead) {
      const answer = await Promise.race([call(doomed.core), died]);
      if (answer !== "dead") return answer;
    }
    if (!isReplaced) {
      isReplaced = true;
      stage.clock.advance(lyingMs);
      while ((await stage.store.due(stage.clock.now(), 1)).length > 0) {
        await stage.core.worker.poll();
        await stage.core.worker.idle();
      }
    }
    return call(stage.core);
  }
  const core = new Proxy({} as Core, {
    get: (_, part: keyof Core) =>
      new Proxy(
        {},
        {
          get:
            (_part, method: string) =>
            (...args: unknown[]) =>
              survived((live) =>
                (live[part] as unknown as Record<string, (...all: unknown[]) => Promise<unknown>>)[method]!(
                  ...args.map((arg) => (arg instanceof Date ? stage.clock.now() : arg)),
                ),
              ),
        },
      ),
  });
  return {
    stage: {
      ...stage,
      core,
      store: {
        ...stage.store,
        async open(opening) {
          const open = await stage.store.open(opening);
          opened.push(open.conversationId);
          return open;
        },
      },
    },
    writes: () => written,
    async left() {
      const lines: string[] = [];
      for (const kind of kinds.values())
        for (const doc of await (await stage.records(kind)).page(null, mostRecords))
          lines.push(`${kind.name} ${JSON.stringify(doc)}`);
      const people = await Promise.all(opened.map(async (id) => (await stage.store.get(id))!.contact.id));
      const own = [...opened, ...people];
      const isOwn = (line: string): boolean => own.some((id) => line.includes(id));
      const orders = lines
        .filter(isOwn)
        .flatMap((line) => /^orders .*?"number":"(.+?)"/.exec(line)?.[1] ?? []);
      const names = [...own, ...orders];
      return lines
        .filter((line) => line.startsWith("stock ") || isOwn(line) || orders.some((one) => isOf(one, line)))
        .map((line) => names.reduce((text, name, nth) => text.replaceAll(name, `<${nth}>`), line))
        .sort();
    },
    close: doomed.close,
  };
}
