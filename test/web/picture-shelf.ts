import type { PictureStore } from "../../web/widget/picture-store.ts";

/** A browser's store of pictures, kept in `pictures`. */
export const pictureShelf = (pictures: Map<string, Blob>): PictureStore => ({
  put: async (id, picture) => void pictures.set(id, picture),
  get: async (id) => pictures.get(id),
  remove: async (id) => void pictures.delete(id),
});
