import { type Media, type PictureType, pictureTypes } from "../../models/ports/media.ts";
import { mediaTypeOf } from "../media-type.ts";
import { endpoint } from "./endpoint.ts";
import type { EndpointServices } from "./endpoints.ts";
import { Problem } from "./problem.ts";
import { StoredMedia } from "./schemas.ts";

const pictureLimitBytes = 5 * 1024 * 1024;

/** Pictures of shoppers: up, and back to the same conversation; for staff what came by other channels as well. */
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
      const contentType = await requirePicture(bytes);
      return { status: 201, json: { id: await media.save(params.id!, { bytes, contentType }) } };
    },
  });

  const read = async (conversationId: string, mediaId: string) => {
    const found = await media.read(conversationId, mediaId);
    if (!found) throw new Problem(404, "not-found", "There is no such file in this conversation.");
    return toReply(mediaId, found);
  };

  const download = endpoint({
    method: "GET",
    path: "/v1/conversations/{id}/media/{mediaId}",
    access: "conversation",
    summary: "A picture of this conversation",
    answers: { 200: { description: "The picture", contentType: "image/*" } },
    handle: ({ params }) => read(params.id!, params.mediaId!),
  });

  const downloadByStaff = endpoint({
    method: "GET",
    path: "/v1/admin/conversations/{id}/media/{mediaId}",
    access: "operator",
    summary: "A picture or document that a shopper sent",
    answers: { 200: { description: "The file", contentType: "*/*" } },
    handle: ({ params }) => read(params.id!, params.mediaId!),
  });
  return [upload, download, downloadByStaff];
}

/** Pictures are shown; a document is only saved, under our own name of it, whatever is in it. */
const toReply = (mediaId: string, { bytes, contentType }: Media) => ({
  status: 200,
  bytes,
  contentType,
  headers: {
    "cache-control": "private, max-age=31536000, immutable",
    ...(!isPicture(contentType) && { "content-disposition": `attachment; filename="${mediaId}"` }),
  },
});

const isPicture = (type: string | null): type is PictureType => pictureTypes.some((one) => one === type);

async function requirePicture(bytes: Buffer): Promise<PictureType> {
  const found = await mediaTypeOf(bytes);
  if (!isPicture(found)) throw new Problem(415, "no-picture", "The picture must be PNG, JPEG, WebP or GIF.");
  return found;
}
