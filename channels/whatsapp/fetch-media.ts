import { z } from "zod";
import { MediaError } from "../../models/ports/media.ts";
import { fetchFile } from "../shared/fetch-file.ts";
import { requireRoom } from "../shared/read-bounded.ts";
import type { Api, UseWhatsApp } from "./client.ts";

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media#get-media-url */
const File = z.looseObject({
  url: z.url(),
  file_size: z.coerce.number().optional().catch(undefined),
});

/** Mostly `lookaside.fbsbx.com`. */
const hosts = ["fbsbx.com", "fbcdn.net", "facebook.com", "whatsapp.net"];

/**
 * What a shopper sent, by the `id` that its webhook had: for seven days. Meta tells an address, good for five minutes, that
 * wants the token: it goes to Meta's own hosts and to no other.
 * @throws {MediaError | DeliveryError}
 */
export async function fetchMedia(
  mediaId: string,
  { use, account, accessToken, apiUrl, clock }: Api & { use: UseWhatsApp },
  signal: AbortSignal,
): Promise<Buffer> {
  const told = await use(signal, ({ media }, request) =>
    media.getURL({ mediaID: mediaId, phoneNumberID: account, request }),
  );
  const file = File.safeParse(told);
  if (!file.success) throw new MediaError("gone", "Meta gave no address of the file");
  const { url, file_size } = file.data;
  requireRoom(file_size);
  return fetchFile(url, { hosts, apiUrl, authorization: `Bearer ${accessToken}`, now: clock.now() }, signal);
}
