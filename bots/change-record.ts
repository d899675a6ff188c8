import { type Records, StaleRecordError } from "../models/ports/records.ts";

/**
 * Reads a record, decides, and saves; decides again when somebody saved in between.
 * @param decide with what is kept, null when there is nothing yet. Without a `doc` nothing is saved.
 */
export async function changeRecord<T, R>(
  records: Pick<Records<T>, "get" | "save">,
  id: string,
  decide: (kept: T | null) => { doc?: T; value: R },
): Promise<R> {
  for (;;) {
    const kept = await records.get(id);
    const { doc, value } = decide(kept?.doc ?? null);
    if (doc === undefined) return value;
    try {
      await records.save(doc, kept?.version ?? 0);
      return value;
    } catch (error) {
      if (!(error instanceof StaleRecordError)) throw error;
    }
  }
}
