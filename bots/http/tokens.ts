import { z } from "zod";
import type { OpenRecords, RecordKind } from "../../models/ports/records.ts";
import { hashSecret, matchesHash, newSecret } from "./secrets.ts";

const WebToken = z.object({ conversationId: z.string(), hash: z.string() });
type WebToken = z.infer<typeof WebToken>;

/** What is kept of the token of a web conversation. */
export const webTokenKind: RecordKind<WebToken, never> = {
  name: "web-tokens",
  schema: WebToken,
  id: (token) => token.conversationId,
  indexes: {},
};

/** How many hashes are kept in memory, so that a poll reads the transcript and nothing else. */
const cacheSize = 20_000;

export interface WebTokens {
  /** Makes the token of a new conversation; it is shown once and stored hashed. */
  issue(conversationId: string): Promise<string>;
  /** False alike for a wrong token and for a conversation that does not exist. */
  check(conversationId: string, token: string): Promise<boolean>;
}

/** Tokens of web conversations. A token never changes, so a hash once read may be remembered. */
export async function webTokens(openRecords: OpenRecords): Promise<WebTokens> {
  const records = await openRecords(webTokenKind);
  const hashes = new Map<string, string>();
  const remember = (conversationId: string, hash: string) => {
    if (hashes.size >= cacheSize) hashes.delete(hashes.keys().next().value!);
    hashes.set(conversationId, hash);
  };
  return {
    async issue(conversationId) {
      const token = newSecret();
      const hash = hashSecret(token);
      await records.save({ conversationId, hash }, 0);
      remember(conversationId, hash);
      return token;
    },
    async check(conversationId, token) {
      const hash = hashes.get(conversationId) ?? (await records.get(conversationId))?.doc.hash ?? null;
      if (!matchesHash(token, hash)) return false;
      if (hash && !hashes.has(conversationId)) remember(conversationId, hash);
      return true;
    },
  };
}
