import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export type AskedForFile = IncomingHttpHeaders & { url: string; body: string };

export interface FileServer {
  url: string;
  /** Every request that came in. */
  asked: AskedForFile[];
}

/** A server on this machine that notes what it is asked for, for as long as `use` runs. */
export async function withFileServer<T>(
  answer: (response: ServerResponse, asked: AskedForFile) => void,
  use: (server: FileServer) => Promise<T>,
): Promise<T> {
  const asked: AskedForFile[] = [];
  const server = createServer(async (request, response) => {
    const { url = "", headers } = request;
    const one = { ...headers, url, body: await text(request) };
    asked.push(one);
    answer(response, one);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  try {
    return await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
