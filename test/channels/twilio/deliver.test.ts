import type { ServerResponse } from "node:http";
import { expect, test } from "@jest/globals";
import type { TwilioOptions } from "../../../channels/twilio/index.ts";
import { toActivity } from "../../../models/activity.ts";
import { faultsOf } from "../../../sandbox/vendors/twilio/schema.ts";
import {
  type Asked,
  accountSid,
  authToken,
  fixture,
  json,
  service,
  shop,
  twilioOf,
  withStandIn,
} from "./stand-in.ts";

const shopper = "+33612345678";
const never = new AbortController().signal;

/** Delivers "L’été 👗" to a stand-in that answers as told. */
async function deliverTo(
  answer: (response: ServerResponse, asked: Asked) => void,
  { signal = never, account = shop, peer = shopper, ...options }: Given = {},
) {
  const asked: Asked[] = [];
  const receipt = await withStandIn(
    (request, response) => {
      asked.push(request);
      answer(response, request);
    },
    (apiUrl) => {
      const { channel } = twilioOf(account, { apiUrl, ...options });
      const [request] = channel.render(toActivity({ text: "L’été 👗" }, "fr"));
      const keyed = { ...request!, key: `outbox-7:${request!.key}` };
      return channel.deliver({ conversationId: "c", peer, reference: null }, keyed, signal);
    },
  );
  return { asked, receipt };
}
type Given = Partial<TwilioOptions> & { signal?: AbortSignal; peer?: string };

const created = (response: ServerResponse) => json(response, 201, { sid: "SM123", status: "queued" });

test("a message is one request, and brings back Twilio's id", async () => {
  const { asked, receipt } = await deliverTo(created, { publicUrl: "https://shop.example" });
  expect(receipt).toEqual({ vendorId: "SM123" });
  expect(asked).toHaveLength(1);
  const { form, ...request } = asked[0]!;
  expect(request).toEqual({
    method: "POST",
    path: `/2010-04-01/Accounts/${accountSid}/Messages.json`,
    authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`,
    contentType: "application/x-www-form-urlencoded",
  });
  expect(Object.fromEntries(form)).toEqual({
    To: shopper,
    From: shop,
    Body: "L’été 👗",
    StatusCallback: "https://shop.example/webhooks/twilio/status?key=outbox-7%3A1",
  });
  expect(faultsOf(form)).toEqual([]);
});

test.each<[string, Given, Record<string, string>]>([
  ["a number", {}, { From: shop }],
  ["a messaging service", { account: service }, { MessagingServiceSid: service }],
  ["one number of a service", { account: service, from: shop }, { MessagingServiceSid: service, From: shop }],
  [
    "WhatsApp",
    { account: `whatsapp:${shop}`, peer: "whatsapp:FR.1a2B" },
    { From: `whatsapp:${shop}`, To: "whatsapp:FR.1a2B" },
  ],
  [
    "the WhatsApp of a service",
    { account: `whatsapp:${service}`, from: `whatsapp:${service}` },
    { MessagingServiceSid: service },
  ],
  ["a name", { account: "DarLina" }, { From: "DarLina" }],
])("from %s", async (_, given, fields) => {
  const options = { from: given.account ?? shop, ...given };
  const { asked } = await deliverTo(created, options);
  expect(Object.fromEntries(asked[0]!.form)).toEqual({ To: shopper, Body: "L’été 👗", ...fields });
});

test("the address for statuses may be another one, with a query of its own", async () => {
  const { asked } = await deliverTo(created, { statusCallbackUrl: "https://hooks.example/t?shop=1" });
  expect(asked[0]!.form.get("StatusCallback")).toBe("https://hooks.example/t?shop=1&key=outbox-7%3A1");
});

test.each<[string, (response: ServerResponse) => void, string]>([
  ["a refusal", (response) => json(response, 400, fixture("send-error-21610.json")), "gone"],
  [
    "a wrong token",
    (response) => json(response, 401, { code: 20003, message: "Authenticate" }),
    "credentials",
  ],
  ["a fault of Twilio's", (response) => json(response, 503, "<html>down</html>"), "retry"],
  ["a page of somebody else", (response) => json(response, 200, "<html>welcome</html>"), "retry"],
  ["a redirection", (response) => json(response, 302, "", { location: "https://evil.example/" }), "retry"],
  ["a connection that is reset", (response) => response.socket!.resetAndDestroy(), "retry"],
  [
    "half an answer",
    (response) => {
      response.writeHead(201, { "content-type": "application/json", "content-length": "100" });
      response.write('{"sid":"SM', () => response.socket!.destroy());
    },
    "retry",
  ],
])("%s fails, without another try", async (_, answer, kind) => {
  let requests = 0;
  const delivery = deliverTo((response) => {
    requests += 1;
    answer(response);
  });
  await expect(delivery).rejects.toMatchObject({ name: "DeliveryError", kind });
  expect(requests).toBe(1);
});

test("too many are told when to come again", async () => {
  const delivery = deliverTo((response) =>
    json(response, 429, fixture("send-error-20429.json"), { "retry-after": "12" }),
  );
  await expect(delivery).rejects.toMatchObject({
    kind: "throttled",
    until: new Date("2026-11-20T10:00:12Z"),
  });
});

test("a delivery without an answer ends when it is aborted, to be tried again", async () => {
  const abort = new AbortController();
  const delivery = deliverTo(() => abort.abort(), { signal: abort.signal });
  await expect(delivery).rejects.toMatchObject({ kind: "retry" });
});

test("two deliveries at a time end each by its own signal", async () => {
  const abort = new AbortController();
  const held: ServerResponse[] = [];
  await withStandIn(
    ({ form }, response) => {
      held.push(response);
      if (held.length < 2) return;
      abort.abort();
      for (const one of held) json(one, 201, { sid: `SM${form.get("To")}` });
    },
    async (apiUrl) => {
      const { channel } = twilioOf(shop, { apiUrl });
      const send = (peer: string, signal: AbortSignal) =>
        channel.deliver(
          { conversationId: "c", peer, reference: null },
          { key: "1", body: { body: "x" } },
          signal,
        );
      const aborted = send("+1", abort.signal);
      const other = send("+2", never);
      await expect(aborted).rejects.toMatchObject({ kind: "retry" });
      await expect(other).resolves.toMatchObject({ vendorId: expect.stringMatching(/^SM/) });
    },
  );
});
