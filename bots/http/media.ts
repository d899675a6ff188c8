import { fileTypeFromBuffer } from "file-type";
import { type PictureType, pictureTypes } from "../../models/ports/media.ts";
import { endpoint } from "./endpoint.ts";
import type { EndpointServices } from "./endpoints.ts";
import { Problem } from "./problem.ts";
import { StoredMedia } from "./schemas.ts";

const pictureLimitBytes = 5 * 1024 * 1024;

/** Pictures of shoppers: up, and back to the same conversation. */
export function mediaEndpoints({ media, limits }: EndpointServices) {
  const upload = endpoint({
    method: "POST",
    path: "/v1/conversations/{id}/media",
    access: "conversation",
    summary: "Upload a picture as it is (no form), to send it with a message",
    upload: {
      limitBytes: pictureLimitBytes,
      contentTypes: [...pictureTypes, "image/jpg", "application/octet-stream"],
    },
    answers: { 201: { description: "The picture's id", schema: StoredMedia } },
    async handle({ params, bytes, address }) {
      await limits.picture(address, params.id!);
      const contentType = await sniffPicture(bytes);
      return { status: 201, json: { id: await media.save(params.id!, { bytes, contentType }) } };
    },
  });

  const download = endpoint({
    method: "GET",
    path: "/v1/conversations/{id}/media/{mediaId}",
    access: "conversation",
    summary: "A picture of this conversation",
    answers: { 200: { description: "The picture", contentType: "image/*" } },
    async handle({ params }) {
      const found = await media.read(params.id!, params.mediaId!);
      if (!found) throw new Problem(404, "not-found", "There is no such picture in this conversation.");
      return {
        status: 200,
        bytes: found.bytes,
        contentType: found.contentType,
        headers: { "cache-control": "private, max-age=31536000, immutable" },
      };
    },
  });
  return [upload, download];
}

/** Believes the bytes, never the header. */
async function sniffPicture(bytes: Buffer): Promise<PictureType> {
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  const known = pictureTypes.find((type) => type === found);
  if (!known) throw new Problem(415, "no-picture", "The picture must be PNG, JPEG, WebP or GIF.");
  return known;
}
