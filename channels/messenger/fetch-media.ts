import { fetchFile } from "../shared/fetch-file.ts";
import type { Graph } from "./graph.ts";

/**
 * `scontent.xx.fbcdn.net`, `cdn.fbsbx.com`, `lookaside.fbsbx.com`: what the webhooks of
 * https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messages have for addresses.
 */
const hosts = ["fbcdn.net", "fbsbx.com"];

/**
 * What a shopper sent, by the address that its webhook had: signed, good for some days, and fetched without the token.
 * @throws {MediaError | DeliveryError}
 */
export const fetchMedia = (address: string, { apiUrl, clock }: Graph, signal: AbortSignal): Promise<Buffer> =>
  fetchFile(address, { hosts, apiUrl, now: clock.now() }, signal);
