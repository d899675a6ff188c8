import type { IncomingMessage, ServerResponse } from "node:http";
import type { Config } from "../config.ts";
import { Problem } from "./problem.ts";

/** A page may load nothing unless its own handler says so. */
const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Sets what every answer carries: the correlation id and headers that keep browsers strict. */
export function baseHeaders(config: Config): (response: ServerResponse, id: string) => void {
  const secure = config.publicUrl?.startsWith("https:") ?? false;
  return (response, id) => {
    response.setHeader("x-request-id", id);
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "no-referrer");
    response.setHeader("content-security-policy", apiPolicy);
    if (secure) response.setHeader("strict-transport-security", "max-age=31536000");
  };
}

/**
 * Paths that a URL parser would read otherwise than we do (`//host`, a whole address, raw control characters).
 * restify throws on some of them.
 * @throws {Problem} 400
 */
export function requirePlainPath(request: IncomingMessage): void {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(request.url ?? ""))
    throw new Problem(400, "path", "The path must begin with one slash and be percent-encoded.");
}

/**
 * Cross-origin rules: the widget may live on the pages of `allowedOrigins`; a page of anyone else is refused
 * before it can do anything. Requests without `Origin` (servers, commands, same-origin reads) pass.
 * @returns true when it was a preflight and has been answered
 * @throws {Problem} 403
 */
export function crossOrigin(config: Config): (request: IncomingMessage, response: ServerResponse) => boolean {
  const allowed = new Set([...config.allowedOrigins, ...(config.publicUrl ? [config.publicUrl] : [])]);
  return (request, response) => {
    const { origin, host } = request.headers;
    if (origin === undefined) return false;
    response.setHeader("vary", "Origin");
    if (!allowed.has(origin)) {
      if (isOwn(origin, host) || readsPublicFile(request)) return false;
      throw new Problem(403, "origin", "This page may not use the API: add its origin to ALLOWED_ORIGINS.");
    }
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader("access-control-expose-headers", "X-Request-Id, Retry-After");
    if (request.method !== "OPTIONS" || !request.headers["access-control-request-method"]) return false;
    response.writeHead(204, {
      "access-control-allow-methods": "GET, POST, DELETE",
      "access-control-allow-headers": "Authorization, Content-Type, Last-Event-ID, X-Request-Id",
      "access-control-max-age": "600",
    });
    response.end();
    return true;
  };
}

const isOwn = (origin: string, host: string | undefined): boolean =>
  host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);

const readsPublicFile = (request: IncomingMessage): boolean =>
  request.method === "GET" && !request.url?.startsWith("/v1/");
