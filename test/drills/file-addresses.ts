import { createHmac } from "node:crypto";
import { fetchFile } from "../../channels/shared/fetch-file.ts";
import type { EventOf } from "../../models/events.ts";
import { type FileServer, withFileServer } from "../fakes/file-server.ts";
import { privateUrls } from "../fakes/private-urls.ts";
import { type Drill, noneLost } from "./drill.ts";
import { type PublicApi, withPublicApi } from "./public-api.ts";
import { request } from "./shopper.ts";

const secret = "0123456789abcdef0123456789abcdef";
const page = "682498302938465";
/** As it is in the list: hosts below it are the vendor's as well. */
const vendorHost = "fbcdn.net";

/** Drill 19: a vendor's signed calls have addresses of pictures that lead to where nobody may reach by them. */
export const fileAddresses: Drill = {
  name: "19 SSRF by addresses of files",
  run: (form, stores) =>
    withFileServer(
      (response) => response.end("what nobody may read"),
      (inside) => {
        const urls = privateUrls(Number(new URL(inside.url).port), vendorHost).map(([, url]) => url);
        return withVendor(urls, (vendor) => {
          const work = async (api: PublicApi) => {
            // Each as it is, and behind a redirect of the vendor's.
            const sent = [...urls, ...urls.map((_, place) => `${vendor.url}/to/${place}`)];
            const runs = (form === "full" ? 20 : 1) * sent.length;
            const faults: string[] = [];
            for (let run = 0; run < runs; run++) {
              const url = sent[run % sent.length]!;
              const status = await callAbout(url, `${run}`, api.server.url);
              if (status !== 200) faults.push(`${status} for ${url}`);
            }
            await vendor.hasAnswers(runs);
            faults.push(...(await api.end()), ...(await fetchedByChangedNames()));
            const refused = await refusedIn(api);
            if (refused !== runs) faults.push(`${runs - refused} of ${runs} are not known to be refused`);
            const redirects = vendor.asked.filter(({ url }) => url.startsWith("/to/")).length;
            if (redirects !== runs / 2) faults.push(`${redirects} of ${runs / 2} redirects were met`);
            const fetches = inside.asked.length;
            if (fetches > 0) faults.push(`${fetches} fetches from where none may come`);
            return {
              runs,
              ...noneLost,
              faults,
              note: `${fetches} fetches, ${redirects} redirects not followed`,
            };
          };
          return withPublicApi(stores, work, {
            MESSENGER_PAGE_TOKEN: "token",
            MESSENGER_PAGE_ID: page,
            MESSENGER_APP_SECRET: secret,
            MESSENGER_VERIFY_TOKEN: "chosen",
            MESSENGER_API_URL: vendor.url,
          });
        });
      },
    ),
};

/** Meta's API, which takes every message, and redirects from `/to/<place>`. */
function withVendor<T>(
  urls: readonly string[],
  use: (vendor: FileServer & { hasAnswers(count: number): Promise<void> }) => Promise<T>,
): Promise<T> {
  let answers = 0;
  let wake = (): void => {};
  return withFileServer(
    (response, { url, body }) => {
      if (url.startsWith("/to/")) {
        const location = urls[Number(url.slice("/to/".length))]!.replaceAll(/[^ -~]/gu, encodeURIComponent);
        response.writeHead(302, { location });
        response.end();
        return;
      }
      // "Seen" and "typing" come by the same address.
      if ("message" in JSON.parse(body)) answers += 1;
      response.end(JSON.stringify({ message_id: `m_${answers}` }));
      wake();
    },
    (server) =>
      use({
        ...server,
        async hasAnswers(count) {
          while (answers < count)
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        },
      }),
  );
}

/** Each of another shopper. @returns the status of the acknowledgement */
async function callAbout(url: string, shopper: string, server: string): Promise<number> {
  const message = { mid: `m-${shopper}`, attachments: [{ type: "image", payload: { url } }] };
  const happening = { sender: { id: shopper }, recipient: { id: page }, timestamp: Date.now(), message };
  const body = JSON.stringify({ object: "page", entry: [{ id: page, messaging: [happening] }] });
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const headers = { "x-hub-signature-256": `sha256=${signature}` };
  return (await request(`${server}/webhooks/messenger`, { method: "POST", body, headers })).status;
}

async function refusedIn({ folder }: PublicApi): Promise<number> {
  const { conversations, close } = await folder.open();
  const found = await conversations.byOwner("demo", "bot", 10_000);
  let refused = 0;
  for (const { conversation } of found) {
    const [row] = await conversations.transcript(conversation.id, 0, 1);
    if ((row?.event as EventOf<"media"> | undefined)?.notKept === "refused") refused += 1;
  }
  await close();
  return refused;
}

/** A name of the vendor's that means a public address when it is looked up first, and this machine afterwards. */
async function fetchedByChangedNames(): Promise<string[]> {
  const patience = new AbortController();
  let looks = 0;
  const source = {
    hosts: [vendorHost],
    apiUrl: "https://graph.facebook.com",
    now: new Date(),
    resolve: async () => {
      looks += 1;
      // Nobody on the internet is to be bothered by a drill.
      if (looks === 1) patience.abort();
      return [{ address: looks === 1 ? "1.1.1.1" : "127.0.0.1", family: 4 }];
    },
  };
  const fetch = (signal: AbortSignal) =>
    fetchFile(`https://${vendorHost}/x`, source, signal).then(
      () => ["a file was fetched by a name that changes"],
      () => [],
    );
  const faults = [...(await fetch(patience.signal)), ...(await fetch(new AbortController().signal))];
  return looks === 2 ? faults : [...faults, `a name was looked up ${looks} times for two connections`];
}
