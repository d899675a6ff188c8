/** A picture that a shopper sent, as bytes whose type was read from the bytes themselves. */
export interface Media {
  bytes: Buffer;
  contentType: string;
}

/** Pictures of shoppers. Each belongs to one conversation and is served to nobody else. */
export interface MediaStore {
  /** Durable when it resolves. @returns a name that cannot be guessed. @throws {StorageError} */
  save(conversationId: string, media: Media): Promise<string>;
  /** Null when there is none of that name in that conversation. @throws {StorageError} */
  read(conversationId: string, mediaId: string): Promise<Media | null>;
}
