import * as z from "zod/mini";
import type { PictureStore } from "./picture-store.ts";
import { readJson, type Shelf } from "./session.ts";

/** A picture that the server has, for the messages of one conversation. */
const Upload = z.object({ conversation: z.string(), mediaId: z.string() });
export type Upload = z.infer<typeof Upload>;

/** A message that the server has not acknowledged yet, as it survives a reload. */
const Unsent = z.object({
  id: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  text: z.string(),
  /** The payload of a tapped button; `text` is then its title. */
  value: z.optional(z.string()),
  /** The message is a picture, kept beside the list; `text` is then empty. */
  hasPicture: z.optional(z.boolean()),
  upload: z.optional(Upload),
});
export type Unsent = z.infer<typeof Unsent>;

const List = z.array(Unsent);

export interface UnsentStore {
  all(): Unsent[];
  /** Undefined when this tab or another is done with the message. */
  find(id: string): Unsent | undefined;
  put(message: Unsent, picture?: Blob): void;
  /** Does nothing when another tab is done with the message. */
  setUpload(id: string, upload: Upload | undefined): void;
  remove(id: string): void;
  /** Undefined when the picture cannot be had any more. */
  picture(id: string): Promise<Blob | undefined>;
}

/** Reads before each write: other tabs of the shop use the same list. */
export function unsentStore(shelf: Shelf, key: string, pictures: PictureStore): UnsentStore {
  const all = (): Unsent[] => readJson(List, shelf.getItem(key)) ?? [];
  const without = (id: string): Unsent[] => all().filter((message) => message.id !== id);
  const write = (list: Unsent[]): void => {
    if (list.length > 0) shelf.setItem(key, JSON.stringify(list));
    else shelf.removeItem(key);
  };
  return {
    all,
    find: (id) => all().find((message) => message.id === id),
    put(message, picture) {
      write([...without(message.id), message]);
      if (picture) void pictures.put(message.id, picture);
    },
    setUpload: (id, upload) =>
      write(all().map((message) => (message.id === id ? { ...message, upload } : message))),
    remove(id) {
      write(without(id));
      void pictures.remove(id);
    },
    picture: (id) => pictures.get(id),
  };
}
