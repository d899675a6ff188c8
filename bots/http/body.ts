import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { Problem } from "./problem.ts";

/** The largest JSON body taken, in bytes. */
export const jsonLimitBytes = 64 * 1024;
/** How much of a body that is too large is still read, so that the client gets our answer and not a reset. */
const drainBytes = 16 * 1024 * 1024;
const depthLimit = 32;

/**
 * Reads a request's body.
 * @throws {Problem} 413 when it is longer than `limitBytes`, 400 when the client breaks off
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const announced = Number(request.headers["content-length"] ?? 0);
    if (announced > limitBytes + drainBytes) return reject(tooLarge(limitBytes));
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limitBytes) chunks.push(chunk);
      else if (length > limitBytes + drainBytes) reject(tooLarge(limitBytes));
    });
    request.on("end", () =>
      length > limitBytes
        ? reject(tooLarge(limitBytes))
        : resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)),
    );
    const brokenOff = () => {
      if (!request.complete) reject(new Problem(400, "broken-off", "The body ended early."));
    };
    request.on("error", brokenOff);
    request.on("close", brokenOff);
  });
}

const tooLarge = (limitBytes: number): Problem =>
  new Problem(413, "too-large", `The body may have at most ${limitBytes} bytes.`, {
    headers: { connection: "close" },
  });

/**
 * The value of a JSON text in UTF-8. Nesting is limited, and the name `__proto__` is refused, so that nothing
 * behind this has to be careful about either. Escaped lone surrogates and NUL are kept as they are.
 * @throws {Problem} 400
 */
export function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw new Problem(400, "not-utf8", "The body must be UTF-8.");
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch (cause) {
    throw new Problem(400, "not-json", "The body is no JSON.", { cause });
  }
  const fault = structureFault(value, depthLimit);
  if (fault) throw new Problem(400, "structure", fault);
  return value;
}

function structureFault(value: unknown, depthLeft: number): string | null {
  if (typeof value !== "object" || value === null) return null;
  if (depthLeft === 0) return `The body may be nested at most ${depthLimit} deep.`;
  if (Object.hasOwn(value, "__proto__")) return "The name __proto__ is not allowed.";
  for (const inner of Object.values(value)) {
    const fault = structureFault(inner, depthLeft - 1);
    if (fault) return fault;
  }
  return null;
}

/** @throws {Problem} 415 unless the body is declared as JSON in UTF-8 */
export function requireJsonType(request: IncomingMessage): void {
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type))
    throw new Problem(415, "media-type", "Send the body as application/json.", {
      headers: { accept: "application/json" },
    });
}
