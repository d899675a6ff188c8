import { MediaError, mostMediaBytes } from "../../models/ports/media.ts";

/**
 * A file as it comes in, given up as soon as it is larger than what is kept, whatever its headers say.
 * @throws {MediaError} `too-large`; and whatever `pieces` throws
 */
export async function readBounded(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.byteLength;
    if (size > mostMediaBytes) throw tooLarge();
    read.push(piece);
  }
  return Buffer.concat(read);
}

/** @param bytes what the vendor says; undefined: nothing. @throws {MediaError} `too-large` */
export function requireRoom(bytes: number | undefined): void {
  if ((bytes ?? 0) > mostMediaBytes) throw tooLarge();
}

const tooLarge = (): MediaError =>
  new MediaError("too-large", `the file has more than ${mostMediaBytes / 1024 / 1024} MB`);
