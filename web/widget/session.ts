import * as z from "zod/mini";

/** What the page remembers of its conversation between visits. */
const Session = z.object({
  id: z.string(),
  token: z.string(),
  /** Last message that arrived. */
  cursor: z.number(),
  /** Last message that the shopper has had before their eyes. */
  read: z.number(),
});
export type Session = z.infer<typeof Session>;

/** The part of the browser's `Storage` that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The browser's store, or one that lasts as long as the page where the browser grants none or it is full. */
export function safeShelf(browser: () => Shelf): Shelf {
  const memory = new Map<string, string>();
  const attempt = <T>(work: (shelf: Shelf) => T, otherwise: T): T => {
    try {
      return work(browser());
    } catch {
      return otherwise;
    }
  };
  return {
    getItem: (key) => memory.get(key) ?? attempt((shelf) => shelf.getItem(key), null),
    setItem(key, value) {
      const kept = attempt((shelf) => {
        shelf.setItem(key, value);
        return true;
      }, false);
      if (kept) memory.delete(key);
      else memory.set(key, value);
    },
    removeItem(key) {
      memory.delete(key);
      attempt((shelf) => shelf.removeItem(key), undefined);
    },
  };
}

export interface SessionStore {
  load(): Session | null;
  save(session: Session): void;
  clear(): void;
}

/** The session under `key`; what cannot be read counts as none. */
export const sessionStore = (shelf: Shelf, key: string): SessionStore => ({
  load: () => readJson(Session, shelf.getItem(key)),
  save: (session) => shelf.setItem(key, JSON.stringify(session)),
  clear: () => shelf.removeItem(key),
});

/** Null for text that is no JSON or not of this shape. */
export function readJson<T>(schema: z.ZodMiniType<T>, text: string | null): T | null {
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
