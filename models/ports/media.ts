/** A picture that a shopper sent; `contentType` was read from the bytes themselves. */
export interface Media {
  bytes: Buffer;
  contentType: PictureType;
}

/** What every browser shows and no browser runs. */
export const pictureTypes = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const;
export type PictureType = (typeof pictureTypes)[number];

/** By which the name of a picture ends. */
export const extensions: Record<PictureType, string> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
};

/**
 * Pictures of shoppers. Each belongs to one conversation and is found in no other.
 * @throws {StorageError} from every method when the place cannot be read or written
 */
export interface MediaStore {
  /** Durable when it resolves. @returns a name that cannot be guessed. */
  save(conversationId: string, media: Media): Promise<string>;
  has(conversationId: string, mediaId: string): Promise<boolean>;
  /** Null when that conversation has none of that name. */
  read(conversationId: string, mediaId: string): Promise<Media | null>;
}
