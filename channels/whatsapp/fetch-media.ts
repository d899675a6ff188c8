import { z } from "zod";
import { DeliveryError } from "../../models/ports/channel.ts";
import { retryAfter } from "../shared/ask-vendor.ts";
import type { Api, UseWhatsApp } from "./client.ts";
import { mostBytesOf } from "./media-types.ts";

export interface FetchedMedia {
  bytes: Buffer;
  /** As Meta tells it: it was not read from the bytes. */
  contentType: string;
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media#get-media-url */
const File = z.looseObject({
  url: z.url(),
  mime_type: z.string().min(1),
  file_size: z.coerce.number().optional().catch(undefined),
});

/**
 * What a shopper sent, by the `id` that its webhook had: for seven days. Meta tells an address, good for five minutes, that
 * wants the token: it goes to Meta's own hosts and to no other.
 * @throws {DeliveryError}
 */
export async function fetchMedia(
  mediaId: string,
  { use, account, accessToken, apiUrl, clock }: Api & { use: UseWhatsApp },
  signal: AbortSignal,
): Promise<FetchedMedia> {
  const told = await use(signal, ({ media }, request) =>
    media.getURL({ mediaID: mediaId, phoneNumberID: account, request }),
  );
  const file = File.safeParse(told);
  if (!file.success) throw new DeliveryError("never", "Meta gave no address of the file");
  const { url, mime_type: contentType, file_size = 0 } = file.data;
  const mostBytes = mostBytesOf(contentType);
  if (file_size > mostBytes) throw tooLarge(contentType);
  if (!isMetas(new URL(url), apiUrl))
    throw new DeliveryError("never", "the address of the file leads elsewhere");
  const response = await download(url, accessToken, signal);
  const { status, headers } = response;
  if (status === 200) return { bytes: await read(response, mostBytes, contentType), contentType };
  await response.body?.cancel();
  const text = `Meta answered ${status} for a file`;
  if (status === 429)
    throw new DeliveryError("throttled", text, {
      until: retryAfter(headers.get("retry-after"), clock.now()),
    });
  if (status === 401) throw new DeliveryError("credentials", text);
  throw new DeliveryError(status >= 500 ? "retry" : "never", text);
}

const hosts = ["fbsbx.com", "fbcdn.net", "facebook.com", "whatsapp.net"];

/** A stand-in of Meta on this machine sends its files itself. */
function isMetas({ protocol, hostname, host }: URL, apiUrl: string): boolean {
  const api = new URL(apiUrl);
  if (isLoopback(api.hostname) && host === api.host) return true;
  return protocol === "https:" && hosts.some((one) => hostname === one || hostname.endsWith(`.${one}`));
}

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);

async function download(url: string, accessToken: string, signal: AbortSignal): Promise<Response> {
  try {
    // Without a name of its own some of these hosts refuse a client.
    const headers = { authorization: `Bearer ${accessToken}`, "user-agent": "node" };
    return await fetch(url, { headers, redirect: "error", signal });
  } catch (cause) {
    throw unanswered(cause);
  }
}

async function read({ body }: Response, mostBytes: number, contentType: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of body ?? []) {
      size += piece.byteLength;
      if (size > mostBytes) throw tooLarge(contentType);
      pieces.push(piece);
    }
  } catch (cause) {
    throw cause instanceof DeliveryError ? cause : unanswered(cause);
  }
  return Buffer.concat(pieces);
}

const tooLarge = (contentType: string): DeliveryError =>
  new DeliveryError("never", `the file is too large for ${contentType}`);
const unanswered = (cause: unknown): DeliveryError =>
  new DeliveryError("retry", "Meta did not send the whole file", { cause });
