import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../../models/ports/clock.ts";
import type { OpenRecords, RecordKind } from "../../models/ports/records.ts";
import { hashSecret, matchesHash, newSecret } from "./secrets.ts";

/** What is kept of a key of the merchant API. */
export const ApiKey = z.object({
  id: z.string(),
  /** Who or what uses it; shown to staff beside what was done with it. */
  name: z.string(),
  hash: z.string(),
  createdAt: z.iso.datetime(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const apiKeyKind: RecordKind<ApiKey, "hash"> = {
  name: "api-keys",
  schema: ApiKey,
  id: (key) => key.id,
  indexes: { hash: (key) => [key.hash] },
};

const listLimit = 1000;

/** The name under which commands on this machine act. */
export const operatorName = "operator";

/** Staff are told who has a conversation by the key's name: two may not share one. */
export class KeyNameTakenError extends Error {
  readonly kind = "key_name_taken";
  constructor(name: string) {
    super(`The name "${name}" is taken: choose another, or revoke its key first.`);
  }
}

export interface ApiKeys {
  /** @returns the key itself, shown once, and what is kept of it. */
  create(name: string): Promise<{ key: string; record: ApiKey }>;
  /** The record of a key, or null. */
  verify(key: string): Promise<ApiKey | null>;
  list(): Promise<ApiKey[]>;
  /** False when there is none of that id. Takes effect at once. */
  revoke(id: string): Promise<boolean>;
}

/** Keys of the merchant API, `hk_…`, stored hashed. */
export async function apiKeys(openRecords: OpenRecords, clock: Clock): Promise<ApiKeys> {
  const records = await openRecords(apiKeyKind);
  return {
    async create(name) {
      const names = (await records.page(null, listLimit)).map((record) => record.name.toLowerCase());
      if (name.toLowerCase() === operatorName || names.includes(name.toLowerCase()))
        throw new KeyNameTakenError(name);
      const key = newKey();
      const record = { id: randomUUID(), name, hash: hashSecret(key), createdAt: clock.now().toISOString() };
      await records.save(record, 0);
      return { key, record };
    },
    async verify(key) {
      if (!isKey(key)) return null;
      const [record] = await records.find("hash", hashSecret(key), 1);
      return record && matchesHash(key, record.hash) ? record : null;
    },
    list: () => records.page(null, listLimit),
    revoke: (id) => records.remove(id),
  };
}

export const newKey = (): string => `hk_${newSecret()}`;
const isKey = (text: string): boolean => /^hk_[\w-]{43}$/.test(text);
