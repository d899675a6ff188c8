import type { EventEmitter } from "node:events";
import { createRequire } from "node:module";

/** What is used of the driver's connection, which it keeps to itself. */
interface DriverConnection extends EventEmitter {
  writeCommand(command: unknown, options: unknown): Promise<void>;
  /** @throws why the connection was closed, if it was */
  throwIfAborted(): void;
}
type ConnectionClass = new (socket: unknown, options: unknown) => DriverConnection;

/** The driver that mongoose has, so that its errors are ours. */
const ofMongoose = createRequire(createRequire(import.meta.url).resolve("mongoose"));
const { Connection }: { Connection: ConnectionClass } = ofMongoose("mongodb/lib/cmap/connection.js");

/**
 * The driver (7.8) waits for ever for a socket to take more when it is closed meanwhile without an error; where that
 * is the connection that watches the server, the server counts as gone until the process is started again. And the
 * error of a write goes past all that sorts errors of the network. Here a closed connection ends the wait, by saying
 * why. For the option `connectionType`.
 */
export class EndingConnection extends Connection {
  override async writeCommand(command: unknown, options: unknown): Promise<void> {
    const closed = Promise.withResolvers<void>();
    this.once("close", closed.resolve);
    try {
      await Promise.race([super.writeCommand(command, options), closed.promise]);
    } catch (error) {
      this.throwIfAborted();
      throw error;
    } finally {
      this.off("close", closed.resolve);
    }
    this.throwIfAborted();
  }
}
