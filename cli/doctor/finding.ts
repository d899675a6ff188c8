import type { z } from "zod";
import { DeliveryError } from "../../models/ports/channel.ts";

/**
 * One thing that was looked at: it is `ok`, or to be mended as `mend` says; a `note` is what could not be looked at, or is
 * good to know.
 */
export type Finding = { mark: "ok" | "note"; what: string } | { mark: "MEND"; what: string; mend: string };

export const well = (what: string): Finding => ({ mark: "ok", what });
export const note = (what: string): Finding => ({ mark: "note", what });
export const wrong = (what: string, mend: string): Finding => ({ mark: "MEND", what, mend });

/** The same finding in other words. */
export const reworded = (finding: Finding, change: (text: string) => string): Finding =>
  finding.mark === "MEND"
    ? { ...finding, what: change(finding.what), mend: change(finding.mend) }
    : { ...finding, what: change(finding.what) };

/** What was answered. `body` is the parsed JSON, `undefined` when it is none. */
export interface Answer {
  status: number;
  body: unknown;
}

/** Reads an address, or posts a form to it where one reads so. @throws {DeliveryError} when nothing answers */
export type Ask = (
  url: string,
  headers?: Record<string, string>,
  form?: Record<string, string>,
) => Promise<Answer>;

/** Something cannot be read, for a reason of its vendor. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
  readonly kind = "unreadable";
  readonly mend: string;
  constructor(what: string, mend: string) {
    super(what);
    this.mend = mend;
  }
}

/** The findings of a check; that it could not be made is one itself. */
export async function tried(check: () => Promise<Finding[]>): Promise<Finding[]> {
  return check().catch((error: unknown) => {
    if (error instanceof UnreadableError) return [wrong(error.message, error.mend)];
    if (error instanceof DeliveryError) return [wrong(error.message, "see that this machine reaches it")];
    throw error;
  });
}

/** One page of a list, and the address of the next one. */
export interface Page<T> {
  items: T[];
  next?: string | undefined;
}

/** Longer lists than these are not a shop's. */
const mostPages = 50;

/** A list, whose pages are read one after the other. @throws what `read` throws */
export async function readPages<T>(first: string, read: (url: string) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let url: string | undefined = first;
  for (let page = 0; url !== undefined && page < mostPages; page++) {
    const { items, next }: Page<T> = await read(url);
    all.push(...items);
    url = next;
  }
  return all;
}

/** @throws {UnreadableError} when the answer has not the form that its vendor documents */
export function parsed<T>(schema: z.ZodType<T>, { status, body }: Answer, what: string, mend: string): T {
  const read = schema.safeParse(body);
  if (status >= 400 || !read.success) throw new UnreadableError(`${what} cannot be read (${status})`, mend);
  return read.data;
}

/** `name:password` as HTTP's basic authentication has it. https://www.rfc-editor.org/rfc/rfc7617 */
export const basic = (name: string, password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`,
});

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
