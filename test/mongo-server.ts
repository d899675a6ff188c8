import mongoose from "mongoose";
import { NoMongoServerError } from "../scripts/mongo-server/build.ts";
import { startJavaServer } from "../scripts/mongo-server/start.ts";

export interface MongoServer {
  /** Without a database: each suite takes one of its own name by `withDatabase`, and drops it. */
  uri: string;
  /** A real MongoDB, not one that speaks its protocol: it has transactions, TTL, partial indexes and speed. */
  isReal: boolean;
  stop(): Promise<void>;
}

export interface NoMongoServer {
  /** One line for people. */
  reason: string;
}

/**
 * The MongoDB of MONGODB_URI, else the Java server of scripts/mongo-server on a free port. A MONGODB_URI that cannot
 * be reached throws: who gave it wants to know. Usage:
 *
 *     const server = await startMongoServer();
 *     if ("reason" in server) console.warn(`Mongo stores: skipped. ${server.reason}`);
 *     ("reason" in server ? describe.skip : describe)("mongo stores", …)
 */
export async function startMongoServer(): Promise<MongoServer | NoMongoServer> {
  const given = process.env.MONGODB_URI;
  if (given) return { uri: withoutDatabase(given), isReal: await isRealMongo(given), stop: async () => {} };
  try {
    const { port, unref, stop } = await startJavaServer(0);
    // A suite that fails before its `stop` must not keep Jest waiting.
    unref();
    return { uri: `mongodb://127.0.0.1:${port}`, isReal: false, stop };
  } catch (cause) {
    if (cause instanceof NoMongoServerError) return { reason: cause.message };
    throw cause;
  }
}

/** The same server with a database in the path, for who takes nothing but a URI. */
export function withDatabase(uri: string, database: string): string {
  const { server, query } = partsOf(uri);
  return `${server}/${database}${query}`;
}

function withoutDatabase(uri: string): string {
  const { server, hasPassword, database, query } = partsOf(uri);
  // The database of the path is also where the user is looked up, unless the query says so.
  const isLost = hasPassword && !/[?&](?:authSource|authMechanism)=/i.test(query);
  if (!isLost) return `${server}/${query}`;
  return `${server}/${query === "" ? "?" : `${query}&`}authSource=${database || "admin"}`;
}

/** Not by URL, which refuses the several hosts of a replica set. */
function partsOf(uri: string) {
  const found = /^(mongodb(?:\+srv)?:\/\/([^/?@]*@)?[^/?]+)\/?([^?]*)(\?.*)?$/.exec(uri);
  if (!found) throw new Error("MONGODB_URI is no MongoDB connection string");
  const [, server = "", user = "", database = "", query = ""] = found;
  return { server, hasPassword: user.includes(":"), database, query };
}

/** By what others leave out of their build information (the Java server) or add to it (FerretDB). */
async function isRealMongo(uri: string): Promise<boolean> {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5000 });
  try {
    const info = await client.db("admin").command({ buildInfo: 1 });
    return typeof info.gitVersion === "string" && !Object.keys(info).some((key) => /ferret/i.test(key));
  } finally {
    await client.close();
  }
}
