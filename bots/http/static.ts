import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Call, Reply } from "./endpoint.ts";
import { Problem } from "./problem.ts";

const types: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
};

/** How a browser may keep a file: it asks again each time, and gets 304 while nothing changed. */
const defaultCache = "no-cache";

/** Bytes with an ETag; 304 when the client has them. */
export function fileReply(
  call: Pick<Call<unknown, unknown>, "header">,
  bytes: Buffer | string,
  contentType: string,
  headers: Record<string, string> = {},
): Reply {
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
  const all = { "cache-control": defaultCache, etag, ...headers };
  const known = call.header("if-none-match")?.split(/\s*,\s*/) ?? [];
  if (known.includes(etag) || known.includes(`W/${etag}`)) return { status: 304, headers: all };
  return { status: 200, bytes, contentType, headers: all };
}

/**
 * Reads one file of a flat folder. Names with anything but letters, digits, `-`, `_` and one kind of extension
 * that we serve are not found, so no name leads out of the folder.
 * @throws {Problem} 404
 */
export async function readFileOf(
  folder: string,
  name: string,
): Promise<{ bytes: Buffer; contentType: string }> {
  const extension = /^[\w-]+(?:\.[\w-]+)*\.([a-z]+)$/.exec(name)?.[1] ?? "";
  const contentType = Object.hasOwn(types, extension) ? types[extension] : undefined;
  if (!contentType) throw notFound();
  try {
    return { bytes: await readFile(join(folder, name)), contentType };
  } catch (cause) {
    if (["ENOENT", "EISDIR"].includes((cause as NodeJS.ErrnoException).code ?? "")) throw notFound();
    throw cause;
  }
}

export const notFound = (): Problem =>
  new Problem(404, "not-found", "There is nothing at this path; see /docs.");
