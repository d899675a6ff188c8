/**
 * Builds the Java server of this folder into node_modules/.cache/hanout/mongo-server/<hash of its sources>, so that
 * it is built again only when they change.
 * Run: node scripts/mongo-server/build.ts
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = import.meta.dirname;
const cache = join(here, "../../node_modules/.cache/hanout/mongo-server");
const onWindows = process.platform === "win32";

/** One failed build speaks for all suites of a test run: without the network Maven may take a minute to say so. */
const FAILURE_COUNTS_MS = 5 * 60_000;
const POLL_MS = 200;

/** The message is one line for people: what is missing and what to do. */
export class NoMongoServerError extends Error {
  override name = "NoMongoServerError";
}

/** The class path of the built server. `retry` also after a build that has just failed. @throws {NoMongoServerError} */
export async function buildMongoServer({ retry = false } = {}): Promise<string> {
  const folder = join(cache, await hashOfSources());
  const failure = `${folder}.failed`;
  await mkdir(cache, { recursive: true });
  if (retry) await rm(failure, { force: true });
  // Jest's workers come here at once: one builds, the others wait for its folder or its failure.
  while (!existsSync(folder)) {
    await throwRecent(failure);
    if (await lock(`${folder}.lock`)) {
      try {
        if (!existsSync(folder)) await build(folder, failure);
      } finally {
        await rm(`${folder}.lock`, { force: true });
      }
    } else await delay(POLL_MS);
  }
  return [join(folder, "classes"), join(folder, "lib", "*")].join(delimiter);
}

async function hashOfSources(): Promise<string> {
  const hash = createHash("sha256");
  const inSource = await readdir(join(here, "src"), { recursive: true });
  const classes = inSource.filter((file) => file.endsWith(".java")).sort();
  for (const file of ["pom.xml", ...classes.map((name) => join("src", name))])
    hash.update(await readFile(join(here, file)));
  return hash.digest("hex").slice(0, 16);
}

async function throwRecent(failure: string): Promise<void> {
  const found = await stat(failure).catch(() => undefined);
  if (found && Date.now() - found.mtimeMs < FAILURE_COUNTS_MS)
    throw new NoMongoServerError(await readFile(failure, "utf8"));
}

/** Whether this process got the lock. One left by a killed process is removed, for the next try. */
async function lock(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (cause) {
    if (!hasCode(cause, "EEXIST")) throw cause;
  }
  const owner = Number(await readFile(file, "utf8").catch(() => "0"));
  // 0: just being written or removed.
  if (owner !== 0 && !isAlive(owner)) await rm(file, { force: true });
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return hasCode(cause, "EPERM");
  }
}

/** Into a folder of its own, then renamed: a half-built server is never taken for one. */
async function build(folder: string, failure: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  try {
    await runMaven(draft);
    await rename(draft, folder);
    await rm(failure, { force: true });
  } catch (cause) {
    await writeFile(failure, reasonOf(cause));
    throw new NoMongoServerError(reasonOf(cause), { cause });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function runMaven(output: string): Promise<void> {
  const goals = ["-q", "-B", "-ntp", "-Dstyle.color=never", "package", `-DoutputFolder=${output}`];
  // Maven is a .cmd file on Windows, which only a shell runs.
  await run("mvn", onWindows ? goals.map((goal) => `"${goal}"`) : goals, { cwd: here, shell: onWindows });
}

function reasonOf(cause: unknown): string {
  if (hasCode(cause, "ENOENT"))
    return "Maven is missing: install Maven and a JDK of 17 or later (Debian: default-jdk-headless and maven).";
  const {
    stdout = "",
    stderr = "",
    message = "",
  } = cause as { stdout?: string; stderr?: string; message?: string };
  const said = /^(?:\[ERROR\] |Error: |The JAVA_HOME).*$/m.exec(`${stdout}\n${stderr}`)?.[0] ?? message;
  return `Maven could not build the test server: ${said.split("\n")[0]}`;
}

/** Not by `instanceof Error`: in Jest the errors of Node's modules are of another realm. */
function hasCode(cause: unknown, code: string): boolean {
  return (cause as { code?: unknown } | null)?.code === code;
}

if (import.meta.main) {
  try {
    await buildMongoServer({ retry: true });
  } catch (cause) {
    if (!(cause instanceof NoMongoServerError)) throw cause;
    console.error(cause.message);
    process.exitCode = 1;
  }
}
