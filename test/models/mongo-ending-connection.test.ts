import { once } from "node:events";
import { connect, createServer } from "node:net";
import { expect, test } from "@jest/globals";
import { EndingConnection } from "../../models/mongo/ending-connection.ts";

test("a write that nobody takes ends with its connection, and says why", async () => {
  // Reads nothing: the write waits in the socket.
  const server = createServer((peer) => peer.pause()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as { port: number }).port, "127.0.0.1");
  await once(socket, "connect");
  const hostAddress = { toString: () => "drill", host: "drill" };
  const connection = new EndingConnection(socket, { id: 1, generation: 0, hostAddress, socketTimeoutMS: 0 });
  const command = { toBin: async () => [Buffer.alloc(64 * 1024 * 1024)] };
  const written = connection.writeCommand(command, { agreedCompressor: "none" });
  setImmediate(() => socket.destroy());
  await expect(written).rejects.toMatchObject({ name: "MongoNetworkError" });
  server.close();
});
