import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { type Connection, mongo } from "mongoose";
import type { Blobs } from "../ports/blobs.ts";
import { stored } from "./fault.ts";

/** In GridFS, whose files may be larger than a record: https://www.mongodb.com/docs/manual/core/gridfs/ */
export function blobsInGridFs(connection: Connection): Blobs {
  const bucket = new mongo.GridFSBucket(connection.db!, { bucketName: "blobs" });
  const named = (name: string) =>
    stored(() => bucket.find({ filename: name }).sort({ uploadDate: -1, _id: -1 }).toArray());
  const remove = async (files: readonly mongo.GridFSFile[]): Promise<void> => {
    for (const { _id } of files) await stored(() => bucket.delete(_id));
  };
  return {
    async put(name, bytes) {
      const former = await named(name);
      await stored(() => pipeline([bytes], bucket.openUploadStream(name)));
      await remove(former);
    },
    async get(name) {
      const [newest] = await named(name);
      if (!newest) return null;
      return stored(() => buffer(bucket.openDownloadStream(newest._id) as Readable));
    },
    remove: async (name) => remove(await named(name)),
  };
}
