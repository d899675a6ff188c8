import { type IncomingMessage, request as requestWithoutTls } from "node:http";
import { request } from "node:https";
import { isIP } from "node:net";
import { DeliveryError } from "../../models/ports/channel.ts";
import { MediaError } from "../../models/ports/media.ts";
import { retryAfter } from "./ask-vendor.ts";
import { isLoopback } from "./private-address.ts";
import { publicLookup, type Resolve } from "./public-lookup.ts";
import { readBounded } from "./read-bounded.ts";

/** Where a vendor keeps the files of shoppers. */
export interface FileSource {
  /** Its hosts; one stands for those below it as well. */
  hosts: readonly string[];
  /** Where its API is, which may send files too. One on this machine stands in for the vendor: its files come from it. */
  apiUrl: string;
  /** For the first request only: where it redirects to hears none of it. */
  authorization?: string;
  now: Date;
  /** By default as the system does. */
  resolve?: Resolve;
}

const mostRedirects = 3;

/**
 * Fetches a file by an address that came from outside, from the vendor's hosts on the public internet and from nowhere
 * else: by https at its usual port, each redirect looked at as the first address was, connected to the addresses that
 * were looked at. https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
 * @throws {MediaError | DeliveryError}
 */
export async function fetchFile(address: string, source: FileSource, signal: AbortSignal): Promise<Buffer> {
  let { authorization } = source;
  let url = allowed(address, source);
  for (let redirects = 0; ; redirects++) {
    const response = await ask(url, authorization, source, signal);
    if (response.statusCode === 200) return await read(response, url);
    response.destroy();
    const { location } = response.headers;
    if (!isRedirect(response) || location === undefined) throw faultOf(response, url, source.now);
    if (redirects === mostRedirects) throw refused("the address of the file leads on and on");
    url = allowed(location, source, url);
    authorization = undefined;
  }
}

/** @throws {MediaError} `refused` */
function allowed(address: string, { hosts, apiUrl }: FileSource, base?: URL): URL {
  const url = URL.parse(address, base?.href);
  if (!url || url.username || url.password) throw refused("the address of the file is none");
  const api = new URL(apiUrl);
  if (isHere(api) && url.origin === api.origin) return url;
  const isVendors =
    url.hostname === api.hostname ||
    hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
  // A number is connected to without a lookup, and no vendor's host is one.
  const isNumber = isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0;
  if (!isVendors || isHere(url) || isNumber || url.protocol !== "https:" || url.port !== "")
    throw refused("the address of the file leads elsewhere");
  return url;
}

const isHere = ({ hostname }: URL): boolean => isLoopback(hostname);

function ask(
  url: URL,
  authorization: string | undefined,
  { resolve }: FileSource,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  // Without a name of its own some of Meta's hosts refuse a client. What is compressed might be of any size.
  const headers = {
    "user-agent": "node",
    "accept-encoding": "identity",
    ...(authorization && { authorization }),
  };
  const options = { headers, signal, agent: false, ...(!isHere(url) && { lookup: publicLookup(resolve) }) };
  return new Promise((answered, failed) => {
    const asking = url.protocol === "http:" ? requestWithoutTls(url, options) : request(url, options);
    asking.on("response", answered);
    asking.on("error", (cause) => failed(cause instanceof MediaError ? cause : unanswered(url, cause)));
    asking.end();
  });
}

async function read(response: IncomingMessage, url: URL): Promise<Buffer> {
  try {
    return await readBounded(response);
  } catch (cause) {
    throw cause instanceof MediaError ? cause : unanswered(url, cause);
  }
}

const isRedirect = ({ statusCode = 0 }: IncomingMessage): boolean =>
  [301, 302, 303, 307, 308].includes(statusCode);

function faultOf({ statusCode: status = 0, headers }: IncomingMessage, { host }: URL, now: Date): Error {
  const text = `${host} answered ${status} for a file`;
  if (status === 429)
    return new DeliveryError("throttled", text, { until: retryAfter(headers["retry-after"] ?? null, now) });
  if (status === 401) return new DeliveryError("credentials", text);
  return status >= 500 ? new DeliveryError("retry", text) : new MediaError("gone", text);
}

const refused = (why: string): MediaError => new MediaError("refused", why);
const unanswered = ({ host }: URL, cause: unknown): DeliveryError =>
  new DeliveryError("retry", `${host} did not send the whole file`, { cause });
