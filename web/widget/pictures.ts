/** `mediaId` is missing while the message is on its way. */
type LoadPicture = (messageId: string, mediaId: string | undefined) => Promise<Blob>;

/** Keeps one address for each picture that the shopper sent, so that it is fetched and decoded once. */
export class Pictures {
  readonly #urls = new Map<string, Promise<string>>();
  readonly #load: LoadPicture;

  constructor(load: LoadPicture) {
    this.#load = load;
  }

  /** A picture that this page has at hand. */
  keep(messageId: string, url: string): void {
    this.#urls.set(messageId, Promise.resolve(url));
  }

  /** Rejects when the picture cannot be had; the next call tries again. */
  url(messageId: string, mediaId: string | undefined): Promise<string> {
    const known = this.#urls.get(messageId);
    if (known) return known;
    const loading = this.#load(messageId, mediaId).then((blob) => URL.createObjectURL(blob));
    this.#urls.set(messageId, loading);
    loading.catch(() => this.#urls.delete(messageId));
    return loading;
  }

  /** Frees the memory of all pictures. */
  clear(): void {
    for (const url of this.#urls.values()) url.then(URL.revokeObjectURL, () => {});
    this.#urls.clear();
  }
}

const types = ["image/png", "image/jpeg", "image/webp", "image/gif"];
/** For the `accept` of a file input; phones convert their own formats to one of these. */
export const acceptedPictures = types.join(",");
const limitBytes = 5 * 1024 * 1024;

/** Why the server would refuse a file; null if it would not. */
export function pictureFault(file: Blob): "too-big" | "wrong-type" | null {
  if (!types.includes(file.type)) return "wrong-type";
  return file.size > limitBytes ? "too-big" : null;
}
