import type { TranscriptEntry } from "../../models/conversation.ts";
import type { ConversationStore } from "../../models/ports/store.ts";
import type { DrillFolder } from "./drill-folder.ts";

const pageRows = 500;

export async function wholeTranscript(store: ConversationStore, id: string): Promise<TranscriptEntry[]> {
  const rows: TranscriptEntry[] = [];
  for (;;) {
    const page = await store.transcript(id, rows.at(-1)?.seq ?? 0, pageRows);
    rows.push(...page);
    if (page.length < pageRows) return rows;
  }
}

export interface Count {
  lost: number;
  duplicated: number;
  inverted: number;
}

const keyOf = (row: TranscriptEntry): string => (row.event as { key: string }).key;

/**
 * Compares what was acknowledged with what is in the store: each key needs one inbound row and one reply that
 * names it among its causes, and the replies come in the order of what they answer. For texts whose answer is
 * one message.
 */
export async function count(
  store: ConversationStore,
  id: string,
  accepted: readonly string[],
): Promise<Count> {
  const rows = await wholeTranscript(store, id);
  const written = rows.flatMap((row) =>
    row.from === "shopper" && row.status === "received" ? keyOf(row) : [],
  );
  const place = new Map(written.map((key, index) => [key, index]));
  const answers = rows.flatMap((row) =>
    row.from === "bot" && row.status === "sent" ? (row.causes ?? []) : [],
  );
  const times = Map.groupBy(answers, (key) => key);
  const places = answers.flatMap((key) => place.get(key) ?? []);
  return {
    lost: new Set([...accepted, ...written])
      .values()
      .filter((key) => !times.has(key) || !place.has(key))
      .toArray().length,
    duplicated:
      times.values().reduce((sum, found) => sum + found.length - 1, 0) + written.length - place.size,
    inverted: places.filter((at, index) => index > 0 && at < places[index - 1]!).length,
  };
}

export const sumOf = (counts: Count[]): Count =>
  counts.reduce(
    (sum, one) => ({
      lost: sum.lost + one.lost,
      duplicated: sum.duplicated + one.duplicated,
      inverted: sum.inverted + one.inverted,
    }),
    { lost: 0, duplicated: 0, inverted: 0 },
  );

/** The same for a data folder whose server has ended. */
export async function audit(
  folder: DrillFolder,
  shoppers: readonly { conversationId: string; accepted: readonly string[] }[],
): Promise<Count> {
  const { conversations, close } = await folder.open();
  try {
    return sumOf(
      await Promise.all(
        shoppers.map(({ conversationId, accepted }) => count(conversations, conversationId, accepted)),
      ),
    );
  } finally {
    await close();
  }
}
