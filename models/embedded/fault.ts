import { StorageError } from "../ports/store.ts";
import type { Fault } from "./operations.ts";

/** Primary result codes, https://www.sqlite.org/rescode.html: what happened, and what the operator can do. */
const storageFaults: Record<number, string> = {
  5: "another program holds its write lock; the store goes on by itself when that ends",
  6: "a table is locked; the store goes on by itself when that ends",
  7: "out of memory",
  8: "it is read-only: make the folder writable",
  10: "the disk failed to read or write: check the disk and the system's log",
  11: "the file is damaged: stop the server and restore a backup",
  13: "the disk is full: make room; the store goes on by itself",
  14: "a file cannot be opened: check the folder, its rights and the limit of open files",
  26: "the file is no database any more: stop the server and restore a backup",
};
const busy = 5;

export const messageOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);

/** Another connection holds the lock that was asked for. */
export const isBusy = (error: unknown): boolean => sqliteCode(error) === busy;

/** @param folder where the database is, for the message. */
export function toFault(error: unknown, folder: string): Fault & { locked: boolean } {
  const message = messageOf(error);
  const code = sqliteCode(error);
  const advice = code === null ? undefined : storageFaults[code];
  return advice === undefined
    ? { storage: false, message, locked: false }
    : { storage: true, message: `the store in ${folder}: ${advice} (${message})`, locked: code === busy };
}

/** The primary code of the errors of node:sqlite, which carry the extended one; null for any other error. */
function sqliteCode(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("errcode" in error)) return null;
  return typeof error.errcode === "number" ? error.errcode & 0xff : null;
}

/** What the caller of an operation gets. */
export const toError = ({ storage, message }: Fault): Error =>
  storage ? new StorageError(message) : new Error(message);
