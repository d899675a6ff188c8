import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** What stands before servers that are replaced: new connections go to the port it was told last. */
export interface Balancer {
  port: number;
  to(port: number): void;
  close(): Promise<void>;
}

export async function startBalancer(first: number): Promise<Balancer> {
  let target = first;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const behind = connect(target, "127.0.0.1");
    for (const [socket, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      open.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as { port: number }).port,
    to(port) {
      target = port;
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
