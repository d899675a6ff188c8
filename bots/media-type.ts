import { fileTypeFromBuffer } from "file-type";
import { type MediaType, mediaTypes } from "../models/ports/media.ts";

/** Believes the bytes, never what was said of them. Null: nothing that is kept. */
export async function mediaTypeOf(bytes: Buffer): Promise<MediaType | null> {
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  return mediaTypes.find((type) => type === found) ?? null;
}
