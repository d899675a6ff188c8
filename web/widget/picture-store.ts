/** Where the bytes of a picture wait until its message is sent, so that a reload does not lose them. */
import { createStore, del, get, set } from "idb-keyval";
import { type Time, within } from "./time.ts";

/** Pictures by the id of their message. */
export interface PictureStore {
  put(id: string, picture: Blob): Promise<void>;
  get(id: string): Promise<Blob | undefined>;
  remove(id: string): Promise<void>;
}

/** A browser's database answers in milliseconds; some have been seen never to answer. */
const longestReadMs = 5_000;

/** IndexedDB, shared by the tabs of a shop. Rejects where the browser grants none. */
export function browserPictures(): PictureStore {
  const store = createStore("hanout", "pictures");
  return {
    put: async (id, picture) => set(id, picture, store),
    get: async (id) => get<Blob>(id, store),
    remove: async (id) => del(id, store),
  };
}

/**
 * Never rejects. The page keeps what it puts in any case, so that a browser that refuses a picture costs no more
 * than its return after a reload. A picture that cannot be read any more counts as none.
 */
export function safePictures(browser: PictureStore, time: Time): PictureStore {
  const memory = new Map<string, Blob>();
  return {
    async put(id, picture) {
      memory.set(id, picture);
      await browser.put(id, picture).catch(() => {});
    },
    async get(id) {
      try {
        const picture = memory.get(id) ?? (await within(time, longestReadMs, browser.get(id)));
        return picture && (await copy(picture));
      } catch {
        return undefined;
      }
    },
    async remove(id) {
      memory.delete(id);
      await browser.remove(id).catch(() => {});
    },
  };
}

/** Whether the file behind a blob is still there shows only when it is read. */
const copy = async (picture: Blob): Promise<Blob> =>
  new Blob([await picture.arrayBuffer()], { type: picture.type });
