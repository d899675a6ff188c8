import { type EventOf, longestFileName, longestVendorMedia } from "../../models/events.ts";
import { shorten } from "./shorten.ts";

type Media = EventOf<"media">;

/**
 * What an event tells of a file at the vendor's. Only pictures and documents are fetched: nobody listens to or watches
 * the others. One that is named too long cannot be fetched.
 */
export function vendorMedia(
  media: Media["media"],
  reference: string | undefined,
  fileName?: string | null,
): Pick<Media, "vendorMedia" | "fileName"> {
  if (media !== "image" && media !== "document") return {};
  const name = fileName?.replace(/\p{C}/gu, "").trim();
  return {
    ...(reference && reference.length <= longestVendorMedia && { vendorMedia: reference }),
    ...(name && { fileName: shorten(name, longestFileName) }),
  };
}
