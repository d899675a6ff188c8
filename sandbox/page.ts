import { readFileSync } from "node:fs";
import type { Answer, Asked } from "./vendor.ts";
import { picture, picturePath } from "./vendors/files.ts";

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

/** Pictures come from the shop; an e-mail is shown in a frame that can do nothing. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' http: https: data:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A file of the page. */
export function pageFile({ method, path }: Asked): Answer {
  if (path === picturePath) return { status: 200, file: picture };
  const name = path === "/" ? "index.html" : (/^\/page\/([a-z-]+\.(?:css|js))$/.exec(path)?.[1] ?? null);
  const bytes = name === null || method !== "GET" ? null : fileOf(name);
  if (!bytes || name === null) return { status: 404, json: { error: "there is nothing here" } };
  return {
    status: 200,
    headers: {
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    },
    file: { bytes, contentType: types[name.split(".").at(-1)!]! },
  };
}

function fileOf(name: string): Buffer | null {
  try {
    return readFileSync(new URL(`./page/${name}`, import.meta.url));
  } catch {
    return null;
  }
}
