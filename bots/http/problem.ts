import { type ServerResponse, STATUS_CODES } from "node:http";
import { StorageError } from "../../models/ports/store.ts";

export interface FieldError {
  /** JSON Pointer into the body, or `?name` for a query parameter. */
  pointer: string;
  message: string;
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
export const jsonPointer = (path: PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

interface ProblemOptions {
  errors?: FieldError[];
  headers?: Record<string, string>;
  cause?: unknown;
}

/** A refusal in the form of RFC 9457. `detail` goes to the client: it says how to mend, never what is inside. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  /** Last part of the problem's `type`; clients tell refusals apart by it. */
  readonly kind: string;
  readonly errors: FieldError[];
  readonly headers: Record<string, string>;
  constructor(status: number, kind: string, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.status = status;
    this.kind = kind;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}

/** Any error as a problem; what we do not know is a 500 without details, its cause kept for the log. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StorageError)
    return new Problem(
      503,
      "storage",
      "Nothing can be stored at the moment. Send it again in a few seconds.",
      {
        headers: { "retry-after": "5" },
        cause: error,
      },
    );
  return new Problem(500, "internal", "This failed on our side. Quote the request id when you report it.", {
    cause: error,
  });
}

/** The body of a problem, as `application/problem+json`. */
export function problemBody(problem: Problem, requestId: string): string {
  return JSON.stringify({
    type: `urn:hanout:problem:${problem.kind}`,
    title: STATUS_CODES[problem.status] ?? "Error",
    status: problem.status,
    detail: problem.message,
    instance: `urn:hanout:request:${requestId}`,
    ...(problem.errors.length > 0 && { errors: problem.errors }),
  });
}

/** Answers with a problem, unless an answer has already begun: then the connection is cut. */
export function sendProblem(response: ServerResponse, problem: Problem, requestId: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = problemBody(problem, requestId);
  response.writeHead(problem.status, {
    ...problem.headers,
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
  });
  response.end(body);
}
