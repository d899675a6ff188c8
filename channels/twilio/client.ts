import { AsyncLocalStorage } from "node:async_hooks";
import type { Twilio } from "twilio";
import type RequestClient from "twilio/lib/base/RequestClient.js";
import { DeliveryError } from "../../models/ports/channel.ts";
import type { Clock } from "../../models/ports/clock.ts";
import { askVendor } from "../shared/ask-vendor.ts";
import { toDeliveryError } from "./delivery-error.ts";

export interface Api {
  accountSid: string;
  authToken: string;
  /** Where Twilio is: `https://api.twilio.com`, or another server that stands for it. */
  apiUrl: string;
  clock: Clock;
}

/**
 * Does something with the package's client, every request of it until `signal` is aborted.
 * @throws {DeliveryError}
 */
export type UseTwilio = <T>(signal: AbortSignal, use: (client: Twilio) => Promise<T>) => Promise<T>;

/**
 * Loads the package (0.2 s, 30 MB) and makes its client, with requests of our own: the package's go to no other server,
 * cannot be aborted, and lose Retry-After. https://www.twilio.com/docs/libraries/reference/twilio-node
 */
export async function connectTwilio({ accountSid, authToken, apiUrl, clock }: Api): Promise<UseTwilio> {
  const { default: twilio } = await import("twilio");
  const signals = new AsyncLocalStorage<AbortSignal>();
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;

  class Requests extends twilio.RequestClient {
    override async request<T>({ method, uri, params, data }: RequestClient.RequestOptions<T>) {
      const url = new URL(uri);
      const query = params ? `?${encoded(params)}` : url.search;
      const answer = await askVendor(`${apiUrl}${url.pathname}${query}`, {
        method: method.toUpperCase(),
        headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
        ...(data && { body: encoded(data) }),
        signal: signals.getStore()!,
      });
      if (answer.status >= 400) throw toDeliveryError(answer, clock.now());
      if (typeof answer.body !== "object" || answer.body === null)
        throw new DeliveryError("retry", `Twilio answered ${answer.status} with something that is no JSON`);
      return { statusCode: answer.status, headers: answer.headers, body: answer.body as T };
    }
  }

  const client = new twilio.Twilio(accountSid, authToken, { httpClient: new Requests() });
  return (signal, use) => signals.run(signal, () => use(client));
}

/** As a form, in which a list repeats its name. */
function encoded(fields: object): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) form.append(name, String(one));
  return form.toString();
}
