import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Problem } from "./problem.ts";

/** What we know of a request beside what the client sent. */
export interface RequestContext {
  /** The correlation id: the caller's own when it is harmless in logs and headers, else one of ours. */
  id: string;
  startedAtMs: number;
  /** Why it was refused, for the log. */
  problem?: Problem;
}

const contexts = new WeakMap<IncomingMessage, RequestContext>();

/** The context of a request, made at the first call. */
export function contextOf(request: IncomingMessage): RequestContext {
  const known = contexts.get(request);
  if (known) return known;
  const given = request.headers["x-request-id"];
  const id = typeof given === "string" && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
  const context = { id, startedAtMs: performance.now() };
  contexts.set(request, context);
  return context;
}
