/**
 * Files that all processes of a shop share, each under a name.
 * @throws {StorageError} from every method when the store cannot be read or written
 */
export interface Blobs {
  /** Durable when it resolves; what was there under that name is gone then. */
  put(name: string, bytes: Buffer): Promise<void>;
  get(name: string): Promise<Buffer | null>;
  remove(name: string): Promise<void>;
}
