import { createHmac } from "node:crypto";
import { sameSecret } from "../shared/same-secret.ts";

/**
 * Whether Twilio signed a form: HMAC-SHA1 over the address and every parameter, also those we do not know. Where the
 * port is the protocol's own it signs with or without it, so both are tried; the fragment (`#rc=5&rp=all`) tells
 * Twilio how to retry and is no part of the address. https://www.twilio.com/docs/usage/webhooks/webhooks-security
 *
 * Not by the package, for it takes 0.2 s to load; the tests hold this against its `getExpectedTwilioSignature`.
 */
export function isSigned(
  { url, body }: { url: string; body: Buffer },
  signature: string | undefined,
  authToken: string,
): boolean {
  if (!signature) return false;
  const params = signedParams(body.toString("utf8"));
  const matches = addresses(url).map((address) =>
    sameSecret(
      signature,
      createHmac("sha1", authToken)
        .update(address + params)
        .digest("base64"),
    ),
  );
  return matches.includes(true);
}

/** Names and values by the order of the names; of values that a name repeats, each once. */
function signedParams(form: string): string {
  const params = new URLSearchParams(form);
  return [...new Set(params.keys())]
    .sort()
    .flatMap((name) => [...new Set(params.getAll(name))].sort().map((value) => name + value))
    .join("");
}

function addresses(url: string): string[] {
  const [address = ""] = url.split("#", 1);
  const parts = /^(https?):\/\/(\[[^\]]*\]|[^/?:]*)(:\d+)?(.*)$/is.exec(address);
  if (!parts) return [address];
  const [, protocol = "", host = "", port, rest = ""] = parts;
  const usual = protocol.toLowerCase() === "https" ? ":443" : ":80";
  return [`${protocol}://${host}${rest}`, `${protocol}://${host}${port ?? usual}${rest}`];
}
