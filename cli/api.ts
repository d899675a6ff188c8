import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readConfig } from "../bots/config.ts";

/** A command went wrong in a way that its user can mend. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** Where the server of this machine listens, by the same environment as the server itself. */
export function serverUrl(): string {
  const { host, port } = readConfig(process.env);
  return `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;
}

/**
 * Asks the running server, as this machine's operator. Commands never touch the database of a live shop.
 * @throws {CommandError} when the server does not run or refuses
 */
export async function askServer<T>(
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: unknown,
  contentType = "application/json",
): Promise<T> {
  const { dataDir } = readConfig(process.env);
  const key = await readFile(join(dataDir, "operator.key"), "utf8").catch(() => {
    throw new CommandError(
      `There is no ${join(dataDir, "operator.key")}: start the server once (npm start), or set DATA_DIR.`,
    );
  });
  const response = await fetch(serverUrl() + path, {
    method,
    headers: {
      authorization: `Bearer ${key.trim()}`,
      ...(body !== undefined && { "content-type": contentType }),
    },
    ...(body !== undefined && {
      body: contentType === "application/json" ? JSON.stringify(body) : (body as Buffer<ArrayBuffer>),
    }),
  }).catch(() => {
    throw new CommandError(
      `No server answers at ${serverUrl()}: start it (npm start), or set HOST and PORT.`,
    );
  });
  const answer = (await response.json().catch(() => ({}))) as { detail?: string };
  if (!response.ok) throw new CommandError(answer.detail ?? `The server answered ${response.status}.`);
  return answer as T;
}

/** Runs a command: its message on failure, exit code 1. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const known =
      error instanceof Error &&
      [
        "CommandError",
        "ConfigError",
        "ChannelsFileError",
        "StorageError",
        "ListenError",
        "LocaleFaultsError",
      ].includes(error.name);
    console.error(known ? (error as Error).message : error);
    process.exitCode = 1;
  }
}
