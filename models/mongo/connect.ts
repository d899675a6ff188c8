import { type Connection, type ConnectOptions, createConnection } from "mongoose";
import { StorageError } from "../ports/store.ts";
import { EndingConnection } from "./ending-connection.ts";

/** How long a server is looked for before an operation fails: the sender of a message still waits. */
const serverSelectionTimeoutMs = 5_000;
/**
 * How long one answer is waited for: a server that has frozen, or behind a network that swallows all, closes no
 * connection. A read is tried twice, and its sender is told before a vendor gives up (15 s). A server that has to build a new index
 * over very many conversations may need more at that one start: `socketTimeoutMS=0` in the connection string.
 */
const answerTimeoutMs = 4_000;
/** Nothing is told to be stored that a failing server may forget; see https://www.mongodb.com/docs/manual/reference/write-concern/ */
const writeConcern = { w: "majority", journal: true } as const;

/**
 * @throws {StorageError} when the URI is wrong or the server cannot be used; the credentials of the URI are in no
 * message.
 * @param more of the driver's options, before those of the connection string.
 */
export async function connect(uri: string, more: ConnectOptions = {}): Promise<Connection> {
  const options = {
    serverSelectionTimeoutMS: serverSelectionTimeoutMs,
    connectTimeoutMS: answerTimeoutMs,
    socketTimeoutMS: answerTimeoutMs,
    waitQueueTimeoutMS: answerTimeoutMs,
    connectionType: EndingConnection,
    writeConcern,
    readConcern: { level: "majority" },
    // mongoose would keep operations for ten seconds and fail them with an error of its own; the driver waits itself.
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
  } as const;
  // The connection string's own options come before these.
  const given = optionsIn(uri);
  const mine = Object.fromEntries(Object.entries(options).filter(([name]) => !given.has(name.toLowerCase())));
  try {
    return await createConnection(uri, { ...mine, ...more }).asPromise();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StorageError(
      `MongoDB at ${withoutCredentials(uri)} cannot be used: ${why}. Check MONGODB_URI, the server and its users.`,
      { cause },
    );
  }
}

const optionsIn = (uri: string): Set<string> =>
  new Set([...new URLSearchParams(uri.split("?")[1] ?? "").keys()].map((name) => name.toLowerCase()));

const withoutCredentials = (uri: string): string => uri.replace(/\/\/[^@/]*@/, "//…@").split("?")[0]!;
