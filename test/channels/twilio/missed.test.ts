import { expect, test } from "@jest/globals";
import type { Arrival } from "../../../models/ports/webhook.ts";
import { faultsOfList } from "../../../sandbox/vendors/twilio/schema.ts";
import { type Asked, accountSid, fixture, json, service, shop, twilioOf, withStandIn } from "./stand-in.ts";

const since = new Date("2026-11-20T08:00:00.000Z");
const path = `/2010-04-01/Accounts/${accountSid}/Messages`;
const never = new AbortController().signal;

/** A message as the Messages API lists it. */
const listed = (sid: string, fields: object = {}) => ({
  account_sid: accountSid,
  api_version: "2010-04-01",
  sid,
  direction: "inbound",
  status: "received",
  from: "+33612345678",
  to: shop,
  body: "Où est ma commande ?",
  num_media: "0",
  num_segments: "1",
  messaging_service_sid: null,
  date_created: "Fri, 20 Nov 2026 08:59:59 +0000",
  date_sent: "Fri, 20 Nov 2026 09:00:00 +0000",
  date_updated: "Fri, 20 Nov 2026 09:00:00 +0000",
  error_code: null,
  error_message: null,
  price: null,
  price_unit: null,
  uri: `${path}/${sid}.json`,
  subresource_uris: { media: `${path}/${sid}/Media.json` },
  ...fields,
});
const page = (messages: object[], next: string | null = null) => ({
  messages,
  page: 0,
  page_size: 1000,
  start: 0,
  end: messages.length - 1,
  uri: `${path}.json`,
  first_page_uri: `${path}.json?Page=0`,
  next_page_uri: next,
  previous_page_uri: null,
});

/** Lists what pages, by their path, hold. */
async function listFrom(answers: Record<string, [number, unknown]>, account = shop, signal = never) {
  const asked: Asked[] = [];
  const arrivals = await withStandIn(
    (request, response) => {
      asked.push(request);
      const [status, body] = answers[request.path.split("?")[0]!] ?? answers[request.path] ?? [404, {}];
      json(response, status, body);
    },
    (apiUrl) => twilioOf(account, { apiUrl }).listMissed(since, signal),
  );
  return { arrivals, asked };
}
const eventsOf = (arrivals: Arrival[]) =>
  arrivals.map((arrival) => (arrival.kind === "event" ? arrival.event : arrival));

test("the pages of the pretended list are as Twilio's specification has them", () => {
  expect(faultsOfList(page([listed("SM00000000000000000000000000000001")]))).toEqual([]);
});

test("a missed message is what its webhook would have told, at the time when it came", async () => {
  const sid = "SM00000000000000000000000000000001";
  const { arrivals, asked } = await listFrom({ [`${path}.json`]: [200, page([listed(sid)])] });
  const request = {
    url: "https://x",
    header: () => undefined,
    body: Buffer.from(fixture("sms-inbound.urlencoded")),
  };
  const [told] = twilioOf(shop).webhook.parse(request, new Date("2026-11-20T09:00:00Z"));
  expect(arrivals).toEqual([told]);
  const [query] = asked.map((one) => Object.fromEntries(new URL(one.path, "http://x").searchParams));
  expect(query).toEqual({ To: shop, "DateSent>": "2026-11-20T08:00:00Z", PageSize: "1000" });
  expect(asked[0]).toMatchObject({ method: "GET", authorization: expect.stringMatching(/^Basic /) });
});

test("all pages are read, and the oldest comes first", async () => {
  const next = `${path}.json?PageSize=1000&Page=1&PageToken=PASM2`;
  const asked: string[] = [];
  const arrivals = await withStandIn(
    ({ path: called }, response) => {
      const isFirst = asked.push(called) === 1;
      json(response, 200, isFirst ? page([listed("SM3"), listed("SM2")], next) : page([listed("SM1")]));
    },
    (apiUrl) => twilioOf(shop, { apiUrl }).listMissed(since, never),
  );
  expect(asked.slice(1)).toEqual([next]);
  expect(eventsOf(arrivals)).toMatchObject([{ key: "sms:SM1" }, { key: "sms:SM2" }, { key: "sms:SM3" }]);
});

test("ours, and those to others, are left out", async () => {
  const others = [listed("SM1", { direction: "outbound-api" }), listed("SM2", { to: "+33757000009" })];
  const { arrivals } = await listFrom({ [`${path}.json`]: [200, page([...others, listed("SM3")])] });
  expect(eventsOf(arrivals)).toMatchObject([{ key: "sms:SM3" }]);
});

test("a service's are found among all", async () => {
  const of = (sid: string) => ({ messaging_service_sid: sid });
  const messages = [listed("SM1", of(service)), listed("SM2", of(service.replace(/1$/, "2"))), listed("SM3")];
  const { arrivals, asked } = await listFrom({ [`${path}.json`]: [200, page(messages)] }, service);
  expect(asked[0]!.path).not.toContain("To=");
  expect(arrivals).toMatchObject([{ opening: { account: service }, event: { key: "sms:SM1" } }]);
});

test("pictures are asked for, and have the keys of the webhook", async () => {
  const [message, file] = [`MM${"1".repeat(32)}`, `ME${"2".repeat(32)}`];
  const media = (type: string) => ({ sid: file, content_type: type, parent_sid: message });
  const { arrivals } = await listFrom({
    [`${path}.json`]: [200, page([listed(message, { num_media: "2", body: "Laquelle ?" })])],
    [`${path}/${message}/Media.json`]: [200, { media_list: [media("image/jpeg"), media("audio/ogg")] }],
  });
  expect(eventsOf(arrivals)).toMatchObject([
    {
      kind: "media",
      key: `sms:${message}:0`,
      media: "image",
      vendorMedia: `${message}/${file}`,
      caption: "Laquelle ?",
    },
    { kind: "media", key: `sms:${message}:1`, media: "audio" },
  ]);
});

test("pictures that were deleted still count", async () => {
  const { arrivals } = await listFrom({
    [`${path}.json`]: [200, page([listed("MM1", { num_media: "1", body: null })])],
    [`${path}/MM1/Media.json`]: [404, { code: 20404, message: "not found" }],
  });
  expect(eventsOf(arrivals)).toMatchObject([{ kind: "media", key: "sms:MM1:0", media: "unsupported" }]);
});

test("what is listed without a sender is ignored", async () => {
  const { arrivals } = await listFrom({
    [`${path}.json`]: [200, page([listed("SM1", { from: null }), listed("SM2")])],
  });
  expect(eventsOf(arrivals)).toMatchObject([{ key: "sms:SM2" }, { kind: "ignored", account: shop }]);
});

test("STOP to a number of its own is an opt-out here as well", async () => {
  const { arrivals } = await listFrom({ [`${path}.json`]: [200, page([listed("SM1", { body: "Stop" })])] });
  expect(arrivals).toMatchObject([{ kind: "consent", key: "sms:SM1", wantsMessages: false }]);
});

test.each<[string, number, string]>([
  ["a wrong token", 401, "credentials"],
  ["too many requests", 429, "throttled"],
  ["a fault of Twilio's", 500, "retry"],
])("%s fails", async (_, status, kind) => {
  await expect(listFrom({ [`${path}.json`]: [status, {}] })).rejects.toMatchObject({
    name: "DeliveryError",
    kind,
  });
});

test("a picture's list that fails fails all, so that it is asked for again", async () => {
  const answers: Record<string, [number, unknown]> = {
    [`${path}.json`]: [200, page([listed("MM1", { num_media: "1" })])],
    [`${path}/MM1/Media.json`]: [503, {}],
  };
  await expect(listFrom(answers)).rejects.toMatchObject({ kind: "retry" });
});

test("it ends when it is aborted", async () => {
  const abort = new AbortController();
  const listing = withStandIn(
    () => abort.abort(),
    (apiUrl) => twilioOf(shop, { apiUrl }).listMissed(since, abort.signal),
  );
  await expect(listing).rejects.toMatchObject({ kind: "retry" });
});

test("the time of a message without one is the time of its creation", async () => {
  const { arrivals } = await listFrom({
    [`${path}.json`]: [200, page([listed("SM1", { date_sent: null })])],
  });
  expect(eventsOf(arrivals)).toMatchObject([{ at: "2026-11-20T08:59:59.000Z" }]);
});
