import type { ServerResponse } from "node:http";
import type { Request, Response } from "restify";
import type { z } from "zod";
import { isLocalCaller } from "./address.ts";
import { jsonLimitBytes, parseJson, readBody, requireJsonType } from "./body.ts";
import type { Access, Call, Endpoint, Reply, Upload } from "./endpoint.ts";
import { type FieldError, jsonPointer, Problem, sendProblem, toProblem } from "./problem.ts";
import { contextOf } from "./request-context.ts";

/** What every endpoint needs to check a request. */
export interface ServeContext {
  addressOf(request: Request): string;
  trustProxy: string[];
  closing: AbortSignal;
  /** @returns the name of the key used on `operator` endpoints. @throws {Problem} 401 */
  authorise(access: Access, authorization: string, params: Record<string, string>): Promise<string>;
}

/** The restify handler of an endpoint: authorise, parse, handle, answer. Never rejects. */
export function serve(endpoint: Endpoint, context: ServeContext) {
  return async (request: Request, response: Response): Promise<void> => {
    try {
      const params = request.params as Record<string, string>;
      const operator = await context.authorise(endpoint.access, request.headers.authorization ?? "", params);
      const call = await readCall(endpoint, context, request, response, operator);
      await answer(response, await endpoint.handle(call), call.closed);
    } catch (error) {
      const context = contextOf(request);
      context.problem = toProblem(error);
      sendProblem(response, context.problem, context.id);
    }
  };
}

async function readCall(
  endpoint: Endpoint,
  context: ServeContext,
  request: Request,
  response: Response,
  operator: string,
): Promise<Call<unknown, unknown>> {
  const address = context.addressOf(request);
  const { body, bytes } = await readInput(endpoint, request);
  let closed: AbortSignal | null = null;
  return {
    params: request.params as Record<string, string>,
    query: readQuery(endpoint.query, request.url ?? ""),
    body,
    bytes,
    path: request.url ?? "",
    address,
    local: () => isLocalCaller(request, address, context.trustProxy),
    operator,
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    closed: () => {
      closed ??= closedSignal(response, context.closing);
      return closed;
    },
  };
}

async function readInput(endpoint: Endpoint, request: Request): Promise<{ body: unknown; bytes: Buffer }> {
  if (endpoint.upload) {
    requireType(request, endpoint.upload);
    return { body: undefined, bytes: await readBody(request, endpoint.upload.limitBytes) };
  }
  if (!endpoint.body) return { body: undefined, bytes: Buffer.alloc(0) };
  requireJsonType(request);
  const value = parseJson(await readBody(request, jsonLimitBytes));
  return { body: check(endpoint.body, value, jsonPointer), bytes: Buffer.alloc(0) };
}

function requireType(request: Request, upload: Upload): void {
  const type = (request.headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase();
  if (!upload.contentTypes.includes("*") && !upload.contentTypes.includes(type))
    throw new Problem(415, "media-type", `Send one of ${upload.contentTypes.join(", ")}.`, {
      headers: { accept: upload.contentTypes.join(", ") },
    });
}

function readQuery(schema: z.ZodType | undefined, url: string): unknown {
  const start = url.indexOf("?");
  if (!schema) return undefined;
  const parameters = new URLSearchParams(start < 0 ? "" : url.slice(start + 1));
  return check(schema, Object.fromEntries(parameters), (path) => `?${path.join(".")}`);
}

function check<T>(schema: z.ZodType<T>, value: unknown, pointer: (path: PropertyKey[]) => string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(
    (issue): FieldError => ({ pointer: pointer(issue.path), message: issue.message }),
  );
  throw new Problem(400, "invalid", "The request does not have the form that this operation takes.", {
    errors: errors.slice(0, 20),
  });
}

async function answer(response: ServerResponse, reply: Reply, closed: () => AbortSignal): Promise<void> {
  if ("stream" in reply) return reply.stream(response, closed());
  const [body, type] =
    "json" in reply
      ? [JSON.stringify(reply.json), "application/json"]
      : "bytes" in reply
        ? [reply.bytes, reply.contentType]
        : ["", undefined];
  response.writeHead(reply.status, {
    "cache-control": "no-store",
    ...(type && { "content-type": type, "content-length": Buffer.byteLength(body) }),
    ...reply.headers,
  });
  response.end(body);
}

/** Given to `abort`, which otherwise makes an error with a stack each time. */
const closedReason = "closed";

function closedSignal(response: ServerResponse, closing: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort(closedReason);
  if (closing.aborted || response.destroyed) abort();
  closing.addEventListener("abort", abort, { once: true });
  response.once("close", () => {
    closing.removeEventListener("abort", abort);
    abort();
  });
  return controller.signal;
}
