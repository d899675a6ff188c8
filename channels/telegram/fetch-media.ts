import { z } from "zod";
import { DeliveryError } from "../../models/ports/channel.ts";
import { MediaError } from "../../models/ports/media.ts";
import { retryAfter } from "../shared/ask-vendor.ts";
import { readBounded, requireRoom } from "../shared/read-bounded.ts";
import type { Api, UseTelegram } from "./client.ts";

/** https://core.telegram.org/bots/api#file */
const File = z.looseObject({ file_path: z.string().min(1), file_size: z.number().optional() });

/**
 * What a shopper sent, by its `file_id`. The address of a file has the bot's token in it: it goes to the host of the Bot
 * API, which the shop has set, and to no other, and into no error. https://core.telegram.org/bots/api#getfile
 * @throws {MediaError | DeliveryError}
 */
export async function fetchMedia(
  fileId: string,
  { use, token, apiUrl, clock }: Api & { use: UseTelegram },
  signal: AbortSignal,
): Promise<Buffer> {
  const file = File.safeParse(await use(signal, (client) => client.getFile(fileId)));
  if (!file.success) throw new MediaError("gone", "Telegram gave no path of the file");
  requireRoom(file.data.file_size);
  const response = await download(addressOf(file.data.file_path, token, apiUrl), signal);
  const { status, headers } = response;
  if (status === 200) return read(response);
  await response.body?.cancel();
  const text = `Telegram answered ${status} for a file`;
  if (status === 429)
    throw new DeliveryError("throttled", text, {
      until: retryAfter(headers.get("retry-after"), clock.now()),
    });
  throw status >= 500 ? new DeliveryError("retry", text) : new MediaError("gone", text);
}

function addressOf(path: string, token: string, apiUrl: string): URL {
  const folder = new URL(`./file/bot${token}/`, apiUrl);
  const address = new URL(folder.href + path);
  if (address.origin !== folder.origin || !address.pathname.startsWith(folder.pathname))
    throw new MediaError("refused", "the path of the file leads elsewhere");
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
  try {
    return body ? await readBounded(body) : Buffer.alloc(0);
  } catch (cause) {
    throw cause instanceof MediaError ? cause : unanswered();
  }
}

const unanswered = (): DeliveryError => new DeliveryError("retry", "Telegram did not send the whole file");
