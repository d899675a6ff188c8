import type { z } from "zod";

/** Someone saved the record since it was read. Read again and decide again. */
export class StaleRecordError extends Error {
  override readonly name = "StaleRecordError";
}

/** A record kept with its version; version 0 means that it was never saved. */
export interface Versioned<T> {
  doc: T;
  version: number;
}

/**
 * What a kind of record looks like to a store: its name, shape, and the fields it is found by.
 * Declared once, beside the model (see `models/commerce.ts`), so that every store builds the same indexes.
 */
export interface RecordKind<T, Index extends string = string> {
  name: string;
  schema: z.ZodType<T>;
  id: (doc: T) => string;
  /** For each index, the values a record is found by (none, one or several). */
  indexes: Record<Index, (doc: T) => string[]>;
}

/** Things kept one record each: products, orders, customers, media, API keys. Every save is atomic and durable. */
export interface Records<T, Index extends string = string> {
  get(id: string): Promise<Versioned<T> | null>;
  getMany(ids: string[]): Promise<T[]>;
  find(index: Index, value: string, limit?: number): Promise<T[]>;
  /** All records in the order of their ids, a page at a time. */
  page(afterId: string | null, limit: number): Promise<T[]>;
  count(): Promise<number>;
  /** Compare and set. @throws {StaleRecordError} when the stored version is not `expected` (0: must not exist). */
  save(doc: T, expected: number): Promise<void>;
  /** Writes whatever was there before: for imports. All of them, or none. */
  replace(docs: T[]): Promise<void>;
  remove(id: string): Promise<boolean>;
}

/** Gives the records of a kind; the store creates what it needs for a kind when it first meets it. */
export type OpenRecords = <T, Index extends string>(kind: RecordKind<T, Index>) => Promise<Records<T, Index>>;
