import { mongo } from "mongoose";
import { StorageError } from "../ports/store.ts";

/** https://www.mongodb.com/docs/manual/reference/error-codes/ */
const duplicateKey = 11_000;

export const isDuplicate = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === duplicateKey;

/**
 * Runs an operation of the driver.
 * @throws {StorageError} when the server cannot be reached or refuses it.
 */
export async function stored<T>(operation: () => PromiseLike<T>): Promise<T> {
  try {
    return await operation();
  } catch (cause) {
    if (cause instanceof mongo.MongoError) throw new StorageError(`MongoDB: ${cause.message}`, { cause });
    throw cause;
  }
}
