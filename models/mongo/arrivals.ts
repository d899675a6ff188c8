/** What is being accepted by this process, so that a claim made together with it finds it. */
export interface Arrivals {
  while<T>(conversationId: string, accepting: Promise<T>): Promise<T>;
  /** Settles once nothing more is being accepted that was when it was asked. */
  past(conversationId: string): Promise<void>;
}

export function createArrivals(): Arrivals {
  const arriving = new Map<string, Set<Promise<unknown>>>();
  return {
    async while(conversationId, accepting) {
      const together = arriving.get(conversationId) ?? new Set();
      arriving.set(conversationId, together.add(accepting));
      try {
        return await accepting;
      } finally {
        together.delete(accepting);
        if (together.size === 0) arriving.delete(conversationId);
      }
    },
    async past(conversationId) {
      await Promise.allSettled(arriving.get(conversationId) ?? []);
    },
  };
}
