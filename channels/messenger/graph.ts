import { z } from "zod";
import type { Clock } from "../../models/ports/clock.ts";
import { askVendor } from "../shared/ask-vendor.ts";
import { toDeliveryError } from "./delivery-error.ts";

/** Meta keeps each for two years or so. https://developers.facebook.com/docs/graph-api/changelog/versions */
export const graphVersion = "v25.0";

export interface Graph {
  /** Where the Graph API is: `https://graph.facebook.com`, or another server that stands for it. */
  apiUrl: string;
  /** Of one page, which is `me` for whoever has it. */
  pageToken: string;
  clock: Clock;
}

/** Meta tells some failures with status 200. */
const Success = z.looseObject({ error: z.undefined().optional() });

/**
 * One request about the page. The token is in a header, so that no address has it. @returns the answer
 * @throws {DeliveryError}
 */
export async function callGraph(
  { apiUrl, pageToken, clock }: Graph,
  edge: "messages" | "messenger_profile" | "take_thread_control" | "pass_thread_control",
  body: object,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const answer = await askVendor(`${apiUrl}/${graphVersion}/me/${edge}`, {
    headers: { authorization: `Bearer ${pageToken}`, "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  const success = Success.safeParse(answer.body);
  if (answer.status >= 300 || !success.success) throw toDeliveryError(answer, clock.now());
  return success.data;
}
