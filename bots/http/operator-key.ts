import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newKey } from "./keys.ts";

/** The file is there and holds something else. */
export class OperatorKeyError extends Error {
  readonly kind = "operator_key";
}

/**
 * The key by which commands on this machine (`npm run staff`, `keys`, `shop`) reach the running server, from
 * `<dataDir>/operator.key`. It is made at the first start, readable by the server's user only.
 */
export async function operatorKey(dataDir: string): Promise<string> {
  const file = join(dataDir, "operator.key");
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(file, `${newKey()}\n`, { mode: 0o600, flag: "wx", flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const key = (await readFile(file, "utf8")).trim();
  if (!/^hk_[\w-]{43}$/.test(key))
    throw new OperatorKeyError(`${file} holds no key: delete it and start again, and a new one is made`);
  return key;
}
