import type { MediaStore } from "../../models/ports/media.ts";
import { documentPath } from "../documents/address.ts";
import { endpoint } from "./endpoint.ts";
import { Problem } from "./problem.ts";

/**
 * Invoices and the like, for shoppers and for the vendors that fetch them without a key of ours. Its address, which nobody
 * can guess, is all that opens one; it is never stored on the way nor found by search engines.
 */
export const documentEndpoint = ({ media }: { media: MediaStore }) =>
  endpoint({
    method: "GET",
    path: documentPath("{id}", "{mediaId}"),
    access: "public",
    summary: null,
    answers: { 200: { description: "The document", contentType: "application/pdf" } },
    async handle({ params }) {
      const found = await media.read(params.id!, params.mediaId!);
      if (found?.contentType !== "application/pdf")
        throw new Problem(404, "not-found", "There is no such document.");
      return {
        status: 200,
        bytes: found.bytes,
        contentType: found.contentType,
        headers: {
          "cache-control": "private, no-store",
          "x-robots-tag": "noindex",
          "content-disposition": "inline",
        },
      };
    },
  });
