/** An effect that waits, as the order of its lane needs it. */
export interface Pending {
  lane: string;
  dueAt: number;
}

/** When the earliest effect may be tried. Messages wait for the one before them; calls wait for nobody. */
export function effectsDueAt(items: readonly Pending[]): number | null {
  const calls = items.filter((item) => item.lane === "call").map((item) => item.dueAt);
  const message = items.find((item) => item.lane === "message");
  const instants = message ? [...calls, message.dueAt] : calls;
  return instants.length > 0 ? Math.min(...instants) : null;
}

/** Neither a crowd of new messages nor a storm of retries may keep the other waiting. */
export function interleave<T>(a: T[], b: T[]): T[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [
    ...a.slice(i, i + 1),
    ...b.slice(i, i + 1),
  ]).flat();
}
