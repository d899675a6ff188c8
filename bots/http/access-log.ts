import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Metrics } from "../metrics.ts";
import { networkOf } from "./address.ts";
import { contextOf } from "./request-context.ts";

/**
 * One line and one observation per request. The route is its template and the address a hash whose salt lives
 * as long as the process: lines of one caller can be seen together, nobody can be named.
 */
export function accessLog(log: Logger, metrics: Metrics) {
  const caller = addressHash();
  return (request: IncomingMessage, response: ServerResponse, route: string, address: string): void => {
    const { id, startedAtMs, problem } = contextOf(request);
    const durationMs = performance.now() - startedAtMs;
    const status = response.statusCode;
    const method = request.method ?? "";
    metrics.httpSeconds.observe({ method, route, status: String(status) }, durationMs / 1000);
    const line = { requestId: id, method, route, status, durationMs: Math.round(durationMs * 10) / 10 };
    if (status >= 500) log.error({ ...line, err: problem?.cause }, "request failed");
    else if (log.isLevelEnabled("info"))
      log.info({ ...line, caller: caller(address), ...(problem && { problem: problem.kind }) }, "request");
  };
}

/** Hashes of addresses, the latest ones remembered: most requests come from few. */
function addressHash(): (address: string) => string {
  const salt = randomBytes(16);
  const known = new Map<string, string>();
  return (address) => {
    const remembered = known.get(address);
    if (remembered !== undefined) return remembered;
    const hash = createHash("sha256")
      .update(salt)
      .update(networkOf(address))
      .digest("base64url")
      .slice(0, 12);
    if (known.size >= rememberedHashes) known.clear();
    known.set(address, hash);
    return hash;
  };
}
const rememberedHashes = 1000;
