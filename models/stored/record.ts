import type { RecordKind } from "../ports/records.ts";
import { StorageError } from "../ports/store.ts";

/** A value that a record is found by. */
export type Entry = [field: string, value: string];

/** Checked on the way in as well: what is stored can be read again. @throws {z.ZodError} */
export function encodeRecord<T, Index extends string>(
  kind: RecordKind<T, Index>,
  doc: T,
): { id: string; doc: string; entries: Entry[] } {
  const checked = kind.schema.parse(doc);
  return { id: kind.id(checked), doc: JSON.stringify(checked), entries: entriesOf(kind, checked) };
}

export function entriesOf<T, Index extends string>(kind: RecordKind<T, Index>, doc: T): Entry[] {
  return fieldsOf(kind).flatMap((field) => kind.indexes[field](doc).map((value): Entry => [field, value]));
}

/** The names of the kind's indexes, always in the same order. */
export const fieldsOf = <T, Index extends string>(kind: RecordKind<T, Index>): Index[] =>
  (Object.keys(kind.indexes) as Index[]).sort();

/** @throws {StorageError} when the record was kept by another version of the program. */
export function decodeRecord<T, Index extends string>(
  kind: RecordKind<T, Index>,
  { id, doc }: { id: string; doc: string },
): T {
  const parsed = kind.schema.safeParse(JSON.parse(doc));
  if (parsed.success) return parsed.data;
  throw new StorageError(
    `the stored record ${kind.name} ${id} does not fit this version of the program: ${parsed.error.message}`,
    { cause: parsed.error },
  );
}
