import { z } from "zod";
import { DeliveryError } from "../../models/ports/channel.ts";
import { retryAfter } from "../shared/ask-vendor.ts";
import type { Api, UseTelegram } from "./client.ts";

/** Telegram's own limit for bots. */
const mostBytes = 20 * 1024 * 1024;

/** https://core.telegram.org/bots/api#file */
const File = z.looseObject({ file_path: z.string().min(1), file_size: z.number().optional() });

/**
 * What a shopper sent, by its `file_id`. The address of a file has the bot's token in it: it goes to the host of the Bot
 * API and to no other, and into no error. https://core.telegram.org/bots/api#getfile
 * @throws {DeliveryError}
 */
export async function fetchMedia(
  fileId: string,
  { use, token, apiUrl, clock }: Api & { use: UseTelegram },
  signal: AbortSignal,
): Promise<Buffer> {
  const file = File.safeParse(await use(signal, (client) => client.getFile(fileId)));
  if (!file.success) throw new DeliveryError("never", "Telegram gave no path of the file");
  if ((file.data.file_size ?? 0) > mostBytes) throw tooLarge();
  const response = await download(addressOf(file.data.file_path, token, apiUrl), signal);
  const { status, headers } = response;
  if (status === 200) return read(response);
  await response.body?.cancel();
  const text = `Telegram answered ${status} for a file`;
  if (status === 429)
    throw new DeliveryError("throttled", text, {
      until: retryAfter(headers.get("retry-after"), clock.now()),
    });
  throw new DeliveryError(status >= 500 ? "retry" : "never", text);
}

function addressOf(path: string, token: string, apiUrl: string): URL {
  const folder = new URL(`./file/bot${token}/`, apiUrl);
  const address = new URL(folder.href + path);
  if (address.origin !== folder.origin || !address.pathname.startsWith(folder.pathname))
    throw new DeliveryError("never", "the path of the file leads elsewhere");
  return address;
}

async function download(address: URL, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { redirect: "error", signal });
  } catch {
    throw unanswered();
  }
}

async function read({ body }: Response): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of body ?? []) {
      size += piece.byteLength;
      if (size > mostBytes) throw tooLarge();
      pieces.push(piece);
    }
  } catch (cause) {
    throw cause instanceof DeliveryError ? cause : unanswered();
  }
  return Buffer.concat(pieces);
}

const tooLarge = (): DeliveryError => new DeliveryError("never", "the file has more than 20 MB");
const unanswered = (): DeliveryError => new DeliveryError("retry", "Telegram did not send the whole file");
