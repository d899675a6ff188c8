import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Api } from "./api.ts";
import type { Faults } from "./faults.ts";
import { pageFile } from "./page.ts";
import type { Answer, Asked, Vendor } from "./vendor.ts";

export interface Http {
  url: string;
  serve(vendors: readonly Vendor[], api: Api): void;
  close(): Promise<void>;
}

/** Larger than what any vendor takes. */
const mostBytes = 25 * 1024 * 1024;

/** `/sandbox/…` for whoever tests, `/<vendor>/…` for the product, everything else is the page. On this machine only. */
export async function startHttp(port: number, { faults }: { faults: Faults }): Promise<Http> {
  let vendors: readonly Vendor[] = [];
  let api: Api | null = null;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page elsewhere whose name leads here must not play the shopper.
    const { host, origin } = request.headers;
    if (!isLoopback(host) || (origin !== undefined && !isLoopback(URL.parse(origin)?.host)))
      return send(response, { status: 403, json: { error: "only on this machine" } });
    const asked: Asked = {
      method: request.method ?? "GET",
      path: request.url ?? "/",
      headers: request.headers,
      body: await read(request),
    };
    const [, first = "", rest = ""] = /^\/([^/?]*)(.*)$/s.exec(asked.path) ?? [];
    const vendor = vendors.find(({ name }) => name === first);
    if (vendor) return toVendor(vendor, { ...asked, path: rest }, response);
    if (first === "sandbox" && api)
      return send(response, await api({ ...asked, path: rest }, closed(response)));
    return send(response, pageFile(asked));
  }

  function toVendor(vendor: Vendor, asked: Asked, response: ServerResponse): void {
    const channel = vendor.sends(asked);
    const fault = channel && faults.next(channel);
    if (fault === "hang") return;
    const answer = fault && fault !== "cut" ? vendor.failure(fault) : vendor.answer(asked);
    if (fault === "cut") response.destroy();
    else send(response, answer);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) send(response, { status: 500, json: { error: String(error) } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => {
      const message = `Port ${port} of 127.0.0.1 cannot be used (${cause.message}): set SANDBOX_PORT.`;
      reject(new Error(message, { cause }));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(all, answers) {
      vendors = all;
      api = answers;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const isLoopback = (host = ""): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/.test(host);

async function read(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > mostBytes) throw new Error("more than any vendor takes");
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Aborted when the one who asked has gone. */
function closed(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  return gone.signal;
}

function send(response: ServerResponse, { status, headers = {}, json, file }: Answer): void {
  if (response.destroyed) return;
  const type = file?.contentType ?? "application/json; charset=utf-8";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(file?.bytes ?? (json === undefined ? "" : JSON.stringify(json)));
}
