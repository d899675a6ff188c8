import type { ConversationStore } from "../../models/ports/store.ts";

/**
 * Where a process dies, and at the how manieth time: `commit:before:5`, `settle:after:3`, or a point that is no
 * call of the store: `turn:at:4`.
 */
export function dyingAt(point: string | undefined) {
  const [name, when, nth] = point?.split(":") ?? [];
  let left = Number(nth);
  const pass = (): void => {
    if (--left === 0) process.kill(process.pid, "SIGKILL");
  };
  return {
    at(place: string): void {
      if (place === name && when === "at") pass();
    },
    /** The store, with death before or after one of its methods. */
    store(original: ConversationStore): ConversationStore {
      if (name === undefined || when === "at") return original;
      const method = name as keyof ConversationStore;
      const call = original[method] as (...args: unknown[]) => Promise<unknown>;
      return {
        ...original,
        async [method](...args: unknown[]) {
          if (when === "before") pass();
          const result = await call(...args);
          if (when === "after") pass();
          return result;
        },
      };
    },
  };
}
