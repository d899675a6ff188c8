import { type Finding, well, wrong } from "./finding.ts";

/** Where Twilio tells of messages that come in, and where when that failed. Methods: absent is POST. */
export interface Hook {
  url: string | null | undefined;
  method: string | null | undefined;
  fallbackUrl: string | null | undefined;
  fallbackMethod: string | null | undefined;
}

/** Twilio tries again only where its webhook asks so. https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
const override = "#rc=5&rp=all";

/** What an account's webhook has to be. */
export const wanted = (webhook: string): string => webhook + override;

/** @param of whose webhook it is. */
export function checkHook(
  of: string,
  { url, method, fallbackUrl, fallbackMethod }: Hook,
  webhook: string,
): Finding[] {
  const mend = `set it to ${wanted(webhook)}, HTTP POST`;
  const [address, fragment = ""] = (url ?? "").split("#");
  const asks = new URLSearchParams(fragment);
  const isRight = address === webhook && asks.get("rc") === "5" && asks.get("rp") === "all";
  const isOurs = (fallbackUrl ?? "").split("#")[0] === webhook;
  return [
    isRight && isPost(method)
      ? well(`the webhook of ${of} is ${url}`)
      : wrong(shown("webhook", of, isRight ? `${url} by ${method}` : url), mend),
    isOurs && isPost(fallbackMethod)
      ? well(`the fallback of ${of} is ${fallbackUrl}`)
      : wrong(shown("fallback", of, isOurs ? `${fallbackUrl} by ${fallbackMethod}` : fallbackUrl), mend),
  ];
}

const isPost = (method: string | null | undefined): boolean => !method || method.toUpperCase() === "POST";

const shown = (name: string, of: string, address: string | null | undefined): string =>
  address ? `the ${name} of ${of} is ${address}` : `no ${name} of ${of} is set`;
