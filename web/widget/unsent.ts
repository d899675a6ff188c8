import * as z from "zod/mini";
import { readJson, type Shelf } from "./session.ts";

/** A message that the server has not acknowledged yet, as it survives a reload. */
const Unsent = z.object({
  id: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  text: z.string(),
  /** The payload of a tapped button; `text` is then its title. */
  value: z.optional(z.string()),
});
export type Unsent = z.infer<typeof Unsent>;

const List = z.array(Unsent);

export interface UnsentStore {
  all(): Unsent[];
  put(message: Unsent): void;
  remove(id: string): void;
}

/** Reads before each write: other tabs of the shop use the same list. */
export function unsentStore(shelf: Shelf, key: string): UnsentStore {
  const all = (): Unsent[] => readJson(List, shelf.getItem(key)) ?? [];
  const without = (id: string): Unsent[] => all().filter((message) => message.id !== id);
  const write = (list: Unsent[]): void => {
    if (list.length > 0) shelf.setItem(key, JSON.stringify(list));
    else shelf.removeItem(key);
  };
  return {
    all,
    put: (message) => write([...without(message.id), message]),
    remove: (id) => write(without(id)),
  };
}
