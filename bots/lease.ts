import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Clock } from "../models/ports/clock.ts";
import { type OpenRecords, type RecordKind, StaleRecordError } from "../models/ports/records.ts";

/** The right of one process to do something for all of them, until `until` (ISO 8601). */
const Lease = z.object({ name: z.string(), holder: z.string(), until: z.iso.datetime() });
type Lease = z.infer<typeof Lease>;

const leaseKind: RecordKind<Lease, never> = {
  name: "leases",
  schema: Lease,
  id: ({ name }) => name,
  indexes: {},
};

const leaseMs = 30_000;
const renewEveryMs = 10_000;
const lookEveryMs = 500;

export interface LeaseServices {
  records: OpenRecords;
  clock: Clock;
  /** Told once, when another process has the lease. */
  onWait: () => void;
  pause?: (milliseconds: number) => Promise<unknown>;
  /** Gives up waiting, by its reason. */
  signal?: AbortSignal;
}

/** Does some work while no other process does it. One that died holding the lease holds the others up for half a minute. */
export async function underLease<T>(
  name: string,
  { records, clock, onWait, pause = sleep, signal }: LeaseServices,
  work: () => Promise<T>,
): Promise<T> {
  const leases = await records(leaseKind);
  const holder = randomUUID();
  const until = (): string => new Date(clock.now().getTime() + leaseMs).toISOString();

  async function take(): Promise<boolean> {
    const found = await leases.get(name);
    const isFree = !found || found.doc.holder === holder || found.doc.until <= clock.now().toISOString();
    if (!isFree) return false;
    try {
      await leases.save({ name, holder, until: until() }, found?.version ?? 0);
      return true;
    } catch (error) {
      if (error instanceof StaleRecordError) return false;
      throw error;
    }
  }

  for (let tries = 0; !(await take()); tries++) {
    if (tries === 0) onWait();
    await pause(lookEveryMs);
    signal?.throwIfAborted();
  }
  const renewing = setInterval(() => void take().catch(() => {}), renewEveryMs).unref();
  try {
    return await work();
  } finally {
    clearInterval(renewing);
    await leases.save({ name, holder, until: clock.now().toISOString() }, (await leases.get(name))!.version);
  }
}
