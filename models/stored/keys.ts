/** The id of an outbox item and of its transcript row: unique in the whole store, and needs no chance. */
export const itemId = (conversationId: string, seq: number): string => `${conversationId}:${seq}`;

/** The reverse of {@link itemId}; null when it is not the id of an item. */
export function parseItemId(id: string): { conversationId: string; seq: number } | null {
  const match = /^(.+):(\d{1,15})$/s.exec(id);
  return match ? { conversationId: match[1]!, seq: Number(match[2]) } : null;
}

/**
 * Text to be compared by SQLite, which keeps UTF-8: two keys with different lone surrogates would become the
 * same key, and the second message a duplicate of the first.
 */
export const exact = (text: string): string => (text.isWellFormed() ? text : JSON.stringify(text));
