import { randomBytes } from "node:crypto";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { type Connection, mongo } from "mongoose";
import { extensions, type MediaStore, mediaTypes } from "../ports/media.ts";
import { stored } from "./fault.ts";

/** Pictures and documents in GridFS, whose documents may be larger than one record: https://www.mongodb.com/docs/manual/core/gridfs/ */
export function mediaInGridFs(connection: Connection): MediaStore {
  const bucket = new mongo.GridFSBucket(connection.db!, { bucketName: "media" });
  const find = (conversationId: string, mediaId: string) =>
    stored(() => bucket.find({ filename: nameOf(conversationId, mediaId) }).next());
  return {
    async save(conversationId, { bytes, contentType }, name) {
      const mediaId = `${name ?? randomBytes(24).toString("base64url")}.${extensions[contentType]}`;
      // Its document is written after its bytes: one that is there is whole.
      if (name !== undefined && (await find(conversationId, mediaId))) return mediaId;
      const upload = bucket.openUploadStream(nameOf(conversationId, mediaId), {
        metadata: { conversationId, contentType },
      });
      await stored(() => pipeline([bytes], upload));
      return mediaId;
    },
    has: async (conversationId, mediaId) => (await find(conversationId, mediaId)) !== null,
    async read(conversationId, mediaId) {
      const file = await find(conversationId, mediaId);
      const contentType = mediaTypes.find((type) => type === file?.metadata?.contentType);
      if (!file || !contentType) return null;
      const bytes = await stored(() => buffer(bucket.openDownloadStream(file._id) as Readable));
      return { bytes, contentType };
    },
    async expire(before) {
      let gone = 0;
      for await (const { _id } of bucket.find({ uploadDate: { $lt: before } })) {
        // Another server may remove the same.
        await stored(() => bucket.delete(_id).catch(() => {}));
        gone += 1;
      }
      return gone;
    },
  };
}

export const nameOf = (conversationId: string, mediaId: string): string => `${conversationId}/${mediaId}`;
