import type { NotKept } from "../events.ts";

/** A picture or document that a shopper sent; `contentType` was read from the bytes themselves. */
export interface Media {
  bytes: Buffer;
  contentType: MediaType;
}

/** What every browser shows and no browser runs. */
export const pictureTypes = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const;
export type PictureType = (typeof pictureTypes)[number];

/** What is kept besides, of what vendors hand on: for people to download. */
export const documentTypes = ["image/heic", "image/heif", "application/pdf"] as const;
export type MediaType = PictureType | (typeof documentTypes)[number];
export const mediaTypes: readonly MediaType[] = [...pictureTypes, ...documentTypes];

/** By which the name of a file ends. */
export const extensions: Record<MediaType, string> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/heic": "heic",
  "image/heif": "heif",
  "application/pdf": "pdf",
};

/** Of a file that a vendor hands on. A photo of a telephone has 2 to 6 MB. */
export const mostMediaBytes = 10 * 1024 * 1024;

/** A vendor's file that is not had, and will not be had later. */
export class MediaError extends Error {
  override readonly name = "MediaError";
  readonly why: NotKept;
  constructor(why: NotKept, message: string) {
    super(message);
    this.why = why;
  }
}

/**
 * Pictures and documents of shoppers. Each belongs to one conversation and is found in no other.
 * @throws {StorageError} from every method when the place cannot be read or written
 */
export interface MediaStore {
  /**
   * Durable when it resolves.
   * @param name 32 of A-Z, a-z, 0-9, _ and - that cannot be guessed, for what may be saved again after a crash: it is
   * kept once.
   * @returns its id: the name, with the ending of its type. Nothing of it is the shopper's.
   */
  save(conversationId: string, media: Media, name?: string): Promise<string>;
  has(conversationId: string, mediaId: string): Promise<boolean>;
  /** Null when that conversation has none of that name. */
  read(conversationId: string, mediaId: string): Promise<Media | null>;
  /** Removes what was saved before an instant, and drafts that a dying process left. @returns how many */
  expire(before: Date): Promise<number>;
}
