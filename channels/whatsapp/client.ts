import type { Client as WhatsAppClient } from "@great-detail/whatsapp";
import { z } from "zod";
import type { Clock } from "../../models/ports/clock.ts";
import { unanswered, type VendorAnswer } from "../shared/ask-vendor.ts";
import { toDeliveryError } from "./delivery-error.ts";

/** Meta keeps each for two years or so. https://developers.facebook.com/docs/graph-api/changelog/versions */
export const graphVersion = "v25.0";

export interface Api {
  /** `phone_number_id`. */
  account: string;
  accessToken: string;
  /** Where the Graph API is: `https://graph.facebook.com`, or another server that stands for it. */
  apiUrl: string;
  clock: Clock;
}

/** What the package's HTTP client, ky, is told for one request. */
type RequestOptions = NonNullable<Parameters<WhatsAppClient["message"]["createMessage"]>[0]["request"]>;

/**
 * Makes one request with the package's client, never repeated, given up when `signal` is aborted.
 * @returns the answer, which is a success
 * @throws {DeliveryError}
 */
export type UseWhatsApp = (
  signal: AbortSignal,
  send: (client: WhatsAppClient, request: RequestOptions) => PromiseLike<Response>,
) => Promise<Record<string, unknown>>;

/** Meta tells some failures with status 200. */
const Success = z.looseObject({ error: z.undefined().optional() });

/**
 * Loads the package (0.1 s, 15 MB) and makes its client. Without the slash after the version the package leaves it out of
 * the address, and a limit of time that the client is made with is not obeyed.
 * https://github.com/great-detail/WhatsApp-JS-SDK
 */
export async function connectWhatsApp({ accessToken, apiUrl, clock }: Api): Promise<UseWhatsApp> {
  const { Client } = await import("@great-detail/whatsapp");
  const client = new Client({ baseUrl: apiUrl, graphVersion: `${graphVersion}/` });
  return async (signal, send) => {
    const answer = await answerOf(
      apiUrl,
      send(client, {
        headers: { authorization: `Bearer ${accessToken}` },
        signal,
        timeout: false,
        retry: 0,
        throwHttpErrors: false,
        redirect: "error",
      }),
    );
    const success = Success.safeParse(answer.body);
    if (answer.status >= 300 || !success.success) throw toDeliveryError(answer, clock.now());
    return success.data;
  };
}

async function answerOf(apiUrl: string, asked: PromiseLike<Response>): Promise<VendorAnswer> {
  try {
    const { status, headers, ...response } = await asked.then(async (answer) => ({
      status: answer.status,
      headers: answer.headers,
      text: await answer.text(),
    }));
    return { status, headers, body: parsed(response.text) };
  } catch (cause) {
    // The package's error holds the request, with the token: what lies below it is enough.
    const reason = cause instanceof Error ? cause.cause : undefined;
    throw unanswered(apiUrl, reason);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
