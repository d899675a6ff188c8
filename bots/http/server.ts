import type { IncomingMessage, ServerResponse } from "node:http";
import restify, { type Request, type Response, type Server } from "restify";
import { accessCheck } from "./access.ts";
import { accessLog } from "./access-log.ts";
import { addressReader } from "./address.ts";
import type { Endpoint } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";
import { baseHeaders, crossOrigin, requirePlainPath } from "./front.ts";
import { apiKeys } from "./keys.ts";
import { Problem, problemBody, sendProblem, toProblem } from "./problem.ts";
import { rateLimits } from "./rate-limits.ts";
import { contextOf } from "./request-context.ts";
import { serve } from "./serve.ts";
import type { HttpServices } from "./services.ts";
import { webTokens } from "./tokens.ts";

declare module "restify" {
  interface Server {
    /** Missing in the types: runs before restify sets up a request; false means that it was answered. */
    first(handler: (request: Request, response: Response) => boolean): void;
  }
}

/** The HTTP front with every route, not listening yet. */
export async function createHttpServer(services: HttpServices): Promise<Server> {
  const { config } = services;
  const tokens = await webTokens(services.records);
  const keys = await apiKeys(services.records, services.clock);
  const addressOf = addressReader(config.trustProxy);
  const server = restify.createServer({ name: "" });
  limitSlowClients(server);
  server.first(firstHandler(services, addressOf));
  server.on("restifyError", answerRestifyError);
  const context = {
    addressOf,
    trustProxy: config.trustProxy,
    closing: services.closing,
    authorise: accessCheck(tokens, keys, services.operatorKey),
  };
  for (const endpoint of endpoints({ ...services, tokens, keys, limits: rateLimits(config.rates) }))
    mount(server, endpoint, serve(endpoint, context));
  return server;
}

/** Ends requests that trickle in; see https://nodejs.org/api/http.html#serverheaderstimeout */
function limitSlowClients(server: Server): void {
  const { server: node } = server;
  node.headersTimeout = 10_000;
  node.requestTimeout = 60_000;
  node.keepAliveTimeout = 30_000;
  node.maxHeadersCount = 64;
}

type Handler = (request: Request, response: Response) => Promise<void>;

function mount(server: Server, { method, path, access }: Endpoint, handler: Handler): void {
  const route = path.replaceAll(/\{(\w+)\}/g, ":$1");
  if (method === "POST") server.post(route, handler);
  else if (method === "DELETE") server.del(route, handler);
  else {
    server.get(route, handler);
    if (access === "public") server.head(route, handler);
  }
}

/** Runs before anything of restify: false means that the request has been answered. */
function firstHandler(services: HttpServices, addressOf: (request: IncomingMessage) => string) {
  const { config, log, metrics } = services;
  const setBaseHeaders = baseHeaders(config);
  const answeredCrossOrigin = crossOrigin(config);
  const logAccess = accessLog(log, metrics);
  return (request: Request, response: Response): boolean => {
    const context = contextOf(request);
    const address = addressOf(request);
    response.once("close", () => logAccess(request, response, routeOf(request), address));
    setBaseHeaders(response, context.id);
    try {
      requirePlainPath(request);
      return !answeredCrossOrigin(request, response);
    } catch (error) {
      context.problem = toProblem(error);
      sendProblem(response, context.problem, context.id);
      return false;
    }
  };
}

/** The route's template: the path itself holds ids and must not reach a log or a metric. */
function routeOf(request: Request): string {
  const path: unknown = request.getRoute()?.path;
  return typeof path === "string" ? path : "none";
}

/** Unknown paths and wrong methods, which restify finds before any handler of ours. */
function answerRestifyError(
  request: Request,
  response: Response & ServerResponse,
  error: { statusCode?: number },
  done: () => void,
): void {
  const known = error.statusCode !== undefined && error.statusCode < 500;
  const problem = !known
    ? toProblem(error)
    : error.statusCode === 405
      ? new Problem(405, "method", "This path does not take that method; see the header Allow.")
      : new Problem(error.statusCode ?? 404, "not-found", "There is nothing at this path; see /docs.");
  const context = contextOf(request);
  context.problem = problem;
  response.sendRaw(problem.status, problemBody(problem, context.id), {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
  });
  done();
}
