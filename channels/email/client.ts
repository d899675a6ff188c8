import type { Resend } from "resend";
import { DeliveryError } from "../../models/ports/channel.ts";
import { type Answer, toDeliveryError } from "./delivery-error.ts";

export interface Api {
  apiKey: string;
  /** Where Resend is: `https://api.resend.com`, or another server that stands for it. */
  apiUrl: string;
}

/** What `fetch` is told for one request; the package hands it on. A redirection would take the e-mail elsewhere. */
interface RequestOptions {
  signal: AbortSignal;
  redirect: "error";
}

/** Makes one request with the package's client, which neither repeats it nor throws. */
export type UseResend = (
  signal: AbortSignal,
  ask: (resend: Resend, options: RequestOptions) => Promise<Answer>,
) => Promise<Answer>;

/** Loads the package (0.04 s) and makes its client. https://github.com/resend/resend-node */
export async function connectResend({ apiKey, apiUrl }: Api): Promise<UseResend> {
  const { Resend } = await import("resend");
  const resend = new Resend(apiKey, { baseUrl: apiUrl });
  return (signal, ask) => ask(resend, { signal, redirect: "error" });
}

/** @throws {DeliveryError} when the answer is no success */
export function dataOf(answer: Answer, now: Date): object {
  const { data, error } = answer;
  if (error !== null) throw toDeliveryError(answer, now);
  if (typeof data === "object" && data !== null) return data;
  throw new DeliveryError("retry", "Resend answered with something that is no object");
}
