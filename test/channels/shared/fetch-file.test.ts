import type { ServerResponse } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { type FileSource, fetchFile } from "../../../channels/shared/fetch-file.ts";
import { DeliveryError } from "../../../models/ports/channel.ts";
import { MediaError, mostMediaBytes } from "../../../models/ports/media.ts";
import { withFileServer } from "../../fakes/file-server.ts";
import { privateUrls } from "../../fakes/private-urls.ts";

const never = new AbortController().signal;
const now = new Date("2026-11-20T10:00:00.000Z");
/** A vendor on the internet, whose names no test asks anybody for. */
const vendor: FileSource = {
  hosts: ["files.example"],
  apiUrl: "https://api.vendor.example",
  authorization: "Bearer secret",
  now,
  resolve: async () => {
    throw new Error("a name was looked up");
  },
};
const fetched = (address: string, source: Partial<FileSource> = {}, signal = never) =>
  fetchFile(address, { ...vendor, ...source }, signal).then(String, (fault: unknown) => fault);

describe("where no request goes", () => {
  test.each(privateUrls(0, "files.example").map(([name], place) => [name, place] as const))(
    "%s",
    (_, place) =>
      withFileServer(
        (response) => response.end("secret"),
        async ({ url, asked }) => {
          const [, address] = privateUrls(Number(new URL(url).port), "files.example")[place]!;
          const outcome = await fetched(address);
          expect(outcome).toBeInstanceOf(MediaError);
          expect(outcome).toMatchObject({ why: "refused" });
          expect(asked).toEqual([]);
        },
      ),
  );

  test.each(["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fd00:ec2::254"])(
    "a name of the vendor's that means %s",
    async (address) => {
      const resolve = async () => [{ address, family: address.includes(":") ? 6 : 4 }];
      expect(await fetched("https://cdn.files.example/x", { resolve })).toMatchObject({ why: "refused" });
    },
  );

  test("a name that means a public address when it is looked at, and this machine afterwards", () =>
    withFileServer(
      (response) => response.end("secret"),
      async ({ asked }) => {
        const patience = new AbortController();
        const answers = ["1.1.1.1", "127.0.0.1"];
        let looks = 0;
        const resolve = async () => {
          const address = answers[looks] ?? "127.0.0.1";
          looks += 1;
          // Before a connection is made to anybody.
          if (looks === 1) patience.abort();
          return [{ address, family: 4 }];
        };
        expect(await fetched("https://files.example/x", { resolve }, patience.signal)).toMatchObject({
          kind: "retry",
        });
        // Nothing but the lookup that was looked at has an address for the connection.
        expect(looks).toBe(1);
        expect(await fetched("https://files.example/x", { resolve })).toMatchObject({ why: "refused" });
        expect([looks, asked]).toEqual([2, []]);
      },
    ));

  test.each(privateUrls(1, "files.example"))("a redirect to %s", (_, location) =>
    withFileServer(
      (response) => redirect(response, location.replaceAll(/[^ -~]/gu, encodeURIComponent)),
      async ({ url, asked }) => {
        expect(await fetched(url, { apiUrl: url })).toMatchObject({ why: "refused" });
        expect(asked).toHaveLength(1);
      },
    ),
  );

  test("a redirect to another server of this machine", () =>
    withFileServer(
      (response) => response.end("secret"),
      (inside) =>
        withFileServer(
          (response) => redirect(response, `${inside.url}/x`),
          async ({ url }) => {
            expect(await fetched(url, { apiUrl: url })).toMatchObject({ why: "refused" });
            expect(inside.asked).toEqual([]);
          },
        ),
    ));

  test("a redirect to a name that means this machine", () =>
    withFileServer(
      (response) => redirect(response, "https://files.example/x"),
      async ({ url, asked }) => {
        const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
        expect(await fetched(url, { apiUrl: url, resolve })).toMatchObject({ why: "refused" });
        expect(asked).toHaveLength(1);
      },
    ));

  test("a redirect on and on", () =>
    withFileServer(
      (response) => redirect(response, "/x"),
      async ({ url, asked }) => {
        expect(await fetched(url, { apiUrl: url })).toMatchObject({ why: "refused" });
        expect(asked).toHaveLength(4);
      },
    ));
});

describe("from a stand-in on this machine, at its own address alone", () => {
  const answered = (answer: (response: ServerResponse) => void, signal = never) =>
    withFileServer(answer, async ({ url, asked }) => ({
      outcome: await fetched(`${url}/x`, { apiUrl: url }, signal),
      asked,
    }));

  test("a file, with the vendor's credentials, as it is", async () => {
    const { outcome, asked } = await answered((response) => response.end("📷"));
    expect(outcome).toBe("📷");
    expect(asked).toMatchObject([
      { url: "/x", authorization: "Bearer secret", "accept-encoding": "identity" },
    ]);
  });

  test("where it leads on hears no credentials", () =>
    withFileServer(
      (response, { url }) => (url === "/x" ? redirect(response, "/y") : response.end("📷")),
      async ({ url, asked }) => {
        expect(await fetched(`${url}/x`, { apiUrl: url })).toBe("📷");
        expect(asked.map((one) => [one.url, one.authorization])).toEqual([
          ["/x", "Bearer secret"],
          ["/y", undefined],
        ]);
      },
    ));

  test.each<[string, (response: ServerResponse) => void, object]>([
    ["it is gone", (response) => end(response, 404), { why: "gone" }],
    ["its address is over", (response) => end(response, 403), { why: "gone" }],
    ["the credentials are wrong", (response) => end(response, 401), { kind: "credentials" }],
    ["a fault of the moment", (response) => end(response, 503), { kind: "retry" }],
    [
      "too much is asked for",
      (response) => end(response, 429, { "retry-after": "7" }),
      { kind: "throttled", until: new Date("2026-11-20T10:00:07Z") },
    ],
    [
      "more comes than was said",
      (response) => response.end(Buffer.alloc(mostMediaBytes + 1)),
      { why: "too-large" },
    ],
    [
      "half of it comes",
      (response) => {
        response.writeHead(200, { "content-length": "500" });
        response.write("half", () => response.socket!.destroy());
      },
      { kind: "retry" },
    ],
    ["nothing comes", (response) => void response.socket!.destroy(), { kind: "retry" }],
  ])("%s", async (_, answer, fault) => {
    expect((await answered(answer)).outcome).toMatchObject(fault);
  });

  test("no more is read than is kept, however much is sent", async () => {
    let sent = 0;
    const { outcome } = await answered((response) => {
      const piece = Buffer.alloc(1024 * 1024);
      const send = (fault?: Error | null): void => {
        sent += 1;
        if (!fault && !response.destroyed && sent < 1000) response.write(piece, send);
      };
      send();
    });
    expect(outcome).toMatchObject({ why: "too-large" });
    expect(sent).toBeLessThan(100);
  });

  test("the signal ends it, before and while it comes", async () => {
    for (const begin of [(): void => {}, (response: ServerResponse): void => void response.write("a")]) {
      const patience = new AbortController();
      const { outcome } = await answered((response) => {
        begin(response);
        patience.abort();
      }, patience.signal);
      expect(outcome).toBeInstanceOf(DeliveryError);
    }
  });
});

const redirect = (response: ServerResponse, location: string): void => end(response, 302, { location });
function end(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers);
  response.end();
}
