import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { buildMongoServer, NoMongoServerError } from "./build.ts";

/** Fast to start and small: a test server lives for seconds, so thorough compilation would not pay. */
const javaOptions = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx512m"];

export interface JavaServer {
  port: number;
  /** Resolves when the process is gone, for whatever reason. */
  ended: Promise<unknown>;
  /** Lets Node exit while the server runs; the server follows, as its standard input closes. */
  unref(): void;
  stop(): Promise<void>;
}

/** Starts the in-memory server on 127.0.0.1; port 0 is any free one. @throws {NoMongoServerError} */
export async function startJavaServer(port: number, options: { retry?: boolean } = {}): Promise<JavaServer> {
  const classPath = await buildMongoServer(options);
  const child = spawn("java", [...javaOptions, "-cp", classPath, "hanout.MongoServer", String(port)], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  // "close" rather than "exit": it comes also when the process could not be started.
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  // A pipe closed by the server's end is no error of ours.
  child.stdin.on("error", () => {});
  const boundPort = await portOf(child);
  return {
    port: boundPort,
    ended,
    unref: () => setReferenced(child, false),
    async stop() {
      setReferenced(child, true);
      child.kill();
      await ended;
    },
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  const complaint = text(child.stderr!);
  const line = await Promise.race([
    firstLine(child),
    once(child, "close").catch((cause: unknown) => {
      const message = "Java is missing: install a JDK of 17 or later (Debian: default-jdk-headless).";
      throw new NoMongoServerError(message, { cause });
    }),
  ]);
  if (typeof line === "string") return (JSON.parse(line) as { port: number }).port;
  const said = (await complaint).split("\n")[0];
  throw new NoMongoServerError(`The MongoDB test server did not start: ${said}`);
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let received = "";
    child.stdout!.setEncoding("utf8").on("data", (chunk: string) => {
      received += chunk;
      if (received.includes("\n")) resolve(received.slice(0, received.indexOf("\n")));
    });
  });
}

/** Whether the process and its pipes (sockets, though their type does not say so) keep Node running. */
function setReferenced(child: ChildProcess, isReferenced: boolean): void {
  for (const handle of [child, ...(child.stdio.filter(Boolean) as Socket[])]) {
    if (isReferenced) handle.ref();
    else handle.unref();
  }
}
