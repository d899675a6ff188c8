import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { type TcpProxy, tcpProxy } from "./tcp-proxy.ts";

/** How a vendor answers: `silence` never does; `nonsense` is no HTTP. */
export type VendorAnswer = { status: number; retryAfterS?: number } | "silence" | "nonsense";

export interface Vendor {
  /** Behind the proxy. */
  serviceUrl: string;
  proxy: TcpProxy;
  /** Every request, in their order. */
  tries: { conversation: string; text: string; at: number; isTaken: boolean }[];
  /** Asked for each request; the vendor takes the message when the status says so. */
  answer: (conversation: string, text: string) => VendorAnswer;
  close(): Promise<void>;
}

/**
 * The endpoint that a Bot Framework channel delivers to:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#send-to-conversation
 */
export async function startVendor(now: () => number): Promise<Vendor> {
  const server = createServer(async (request, response) => {
    const { text } = (await json(request)) as { text: string };
    const conversation = decodeURIComponent(request.url!.split("/")[3]!);
    const answer = vendor.answer(conversation, text);
    const isTaken = typeof answer === "object" && answer.status < 300;
    vendor.tries.push({ conversation, text, at: now(), isTaken });
    respond(response, answer, vendor.tries.length);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy = await tcpProxy({ host: "127.0.0.1", port: (server.address() as AddressInfo).port });
  const vendor: Vendor = {
    serviceUrl: `http://127.0.0.1:${proxy.port}/`,
    proxy,
    tries: [],
    answer: () => ({ status: 200 }),
    async close() {
      await proxy.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return vendor;
}

/** One request a connection, so that each meets its own fault. */
function respond(response: ServerResponse, answer: VendorAnswer, id: number): void {
  if (answer === "silence") return;
  if (answer === "nonsense") {
    response.socket?.end("this is not HTTP\r\n\r\n");
    return;
  }
  const { status, retryAfterS } = answer;
  response.writeHead(status, {
    "content-type": "application/json",
    connection: "close",
    ...(retryAfterS !== undefined && { "retry-after": String(retryAfterS) }),
  });
  response.end(JSON.stringify(status < 300 ? { id: `vendor-${id}` } : { error: { code: "Fault" } }));
}
