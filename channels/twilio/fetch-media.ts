import { MediaError } from "../../models/ports/media.ts";
import { fetchFile } from "../shared/fetch-file.ts";
import type { Api } from "./client.ts";

/** Of a message and a file of it: `MM…/ME…`. */
const reference = /^(?:SM|MM)[0-9a-f]{32}\/ME[0-9a-f]{32}$/i;

/**
 * The reference of a file from the address that a webhook has for it. The rest of the address is not believed: it is the
 * API of this account. https://www.twilio.com/docs/messaging/api/media-resource
 */
export function fileOfAddress(address: string): string | undefined {
  const [, message, file] = /\/Messages\/(\w{34})\/Media\/(\w{34})$/.exec(address) ?? [];
  return fileOf(message, file);
}

export function fileOf(message: string | undefined, file: string | undefined): string | undefined {
  const found = `${message}/${file}`;
  return reference.test(found) ? found : undefined;
}

/**
 * Where the API redirects to, by an address that is good for some hours:
 * https://help.twilio.com/articles/223183748, which names the hosts with and without authentication.
 */
const hosts = ["twiliocdn.com", "s3-external-1.amazonaws.com"];

/** What a shopper sent. @throws {MediaError | DeliveryError} */
export async function fetchMedia(
  vendorMedia: string,
  { accountSid, authToken, apiUrl, clock }: Api,
  signal: AbortSignal,
): Promise<Buffer> {
  if (!reference.test(vendorMedia)) throw new MediaError("gone", "this is no file of Twilio's");
  const [message, file] = vendorMedia.split("/");
  const address = `${apiUrl}/2010-04-01/Accounts/${accountSid}/Messages/${message}/Media/${file}`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  return fetchFile(address, { hosts, apiUrl, authorization, now: clock.now() }, signal);
}
