import type { ServerResponse } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { keyOfTags } from "../../../channels/email/event-key.ts";
import type { EmailOptions } from "../../../channels/email/index.ts";
import { toActivity } from "../../../models/activity.ts";
import { faultsOf } from "../../../sandbox/vendors/resend/schema.ts";
import {
  type Asked,
  account,
  apiKey,
  emailOf,
  failure,
  from,
  json,
  shopper,
  withStandIn,
} from "./stand-in.ts";

const never = new AbortController().signal;
const id = "49a3999c-0ce1-4ea6-ab68-afcd6dc2e794";
const sent = (response: ServerResponse) => json(response, 200, { id });

type Given = Partial<EmailOptions> & { signal?: AbortSignal; reference?: unknown; text?: string };

/** Delivers a message to a stand-in that answers as told. */
async function deliverTo(
  answer: (response: ServerResponse, asked: Asked) => void,
  { signal = never, reference = null, text = "L’été 👗 أهلا", ...options }: Given = {},
) {
  const asked: Asked[] = [];
  const receipt = await withStandIn(
    (request, response) => {
      asked.push(request);
      answer(response, request);
    },
    (apiUrl) => {
      const { channel } = emailOf({ apiUrl, ...options });
      const [request] = channel.render(toActivity({ text }, "fr"));
      const keyed = { ...request!, key: `c-7:12:${request!.key}` };
      return channel.deliver({ conversationId: "c-7", peer: shopper, reference }, keyed, signal);
    },
  );
  return { asked, receipt };
}

test("a message is one request, and brings back Resend's id", async () => {
  const { asked, receipt } = await deliverTo(sent);
  expect(receipt).toEqual({ vendorId: id });
  expect(asked).toHaveLength(1);
  const [{ method, path, headers, body }] = asked as [Asked];
  expect({ method, path }).toEqual({ method: "POST", path: "/emails" });
  expect(headers).toMatchObject({
    authorization: `Bearer ${apiKey}`,
    "content-type": "application/json",
    "idempotency-key": "c-7:12:1",
  });
  expect(body).toMatchObject({
    from,
    to: [shopper],
    subject: "Dar Lina – L’été 👗 أهلا",
    text: "L’été 👗 أهلا",
    html: expect.stringContaining("L’été 👗 أهلا"),
    headers: {
      "List-Unsubscribe": `<mailto:${account}?subject=STOP>`,
      "Auto-Submitted": "auto-replied",
    },
  });
  expect(Object.keys(body.headers)).toHaveLength(2);
  expect(faultsOf(body)).toEqual([]);
});

test("our key is a tag, by which receipts are known", async () => {
  const { asked } = await deliverTo(sent);
  const tags = Object.fromEntries(
    asked[0]!.body.tags.map(({ name, value }: { name: string; value: string }) => [name, value]),
  );
  expect(keyOfTags(tags)).toBe("c-7:12:1");
});

test("the same message twice is the same request", async () => {
  const reference = { messageId: "<m1@x>", references: ["<a@x>"], subject: "Robe" };
  const [first, second] = [await deliverTo(sent, { reference }), await deliverTo(sent, { reference })];
  expect(first.asked[0]!.body).toEqual(second.asked[0]!.body);
  expect(first.asked[0]!.headers["idempotency-key"]).toBe(second.asked[0]!.headers["idempotency-key"]);
});

describe("an answer goes into its thread", () => {
  const threadOf = async (reference: unknown) => {
    const { asked } = await deliverTo(sent, { reference });
    expect(faultsOf(asked[0]!.body)).toEqual([]);
    const { subject, headers } = asked[0]!.body;
    return { subject, "In-Reply-To": headers["In-Reply-To"], References: headers.References };
  };

  test("of one e-mail", async () => {
    expect(await threadOf({ messageId: "<m1@x>", references: [], subject: "Où est ma commande ?" })).toEqual({
      subject: "Re: Où est ma commande ?",
      "In-Reply-To": "<m1@x>",
      References: "<m1@x>",
    });
  });

  test("of several", async () => {
    expect(
      await threadOf({ messageId: "<c@x>", references: ["<a@x>", "<b@x>", "<c@x>"], subject: "x" }),
    ).toMatchObject({
      "In-Reply-To": "<c@x>",
      References: "<a@x> <b@x> <c@x>",
    });
  });

  test("of so many that they fill no line: the first and the last stay", async () => {
    const references = Array.from({ length: 200 }, (_, place) => `<message-${place}@mail.example.org>`);
    const { References } = await threadOf({ messageId: "<last@x>", references, subject: "x" });
    expect(References).toMatch(
      /^<message-0@mail\.example\.org> <message-1\d\d@.* <message-199@mail\.example\.org> <last@x>$/,
    );
    expect(References.length).toBeLessThanOrEqual(900);
  });

  test("of an e-mail that said nothing to be a subject", async () => {
    expect(await threadOf({ messageId: "<m1@x>", references: [], subject: "" })).toMatchObject({
      subject: "Dar Lina – L’été 👗 أهلا",
      "In-Reply-To": "<m1@x>",
    });
  });

  test.each([[null], [{}], ["x"], [{ messageId: 5 }]])("%j is no thread", async (reference) => {
    expect(await threadOf(reference)).toEqual({
      subject: "Dar Lina – L’été 👗 أهلا",
      "In-Reply-To": undefined,
      References: undefined,
    });
  });
});

test.each<[string, (response: ServerResponse) => void, string]>([
  ["a refusal", (response) => json(response, 422, failure(422, "validation_error")), "never"],
  ["a wrong key", (response) => json(response, 401, failure(401, "validation_error")), "credentials"],
  [
    "a domain that is not verified",
    (response) => json(response, 403, failure(403, "validation_error")),
    "credentials",
  ],
  [
    "a try that is still on its way",
    (response) => json(response, 409, failure(409, "concurrent_idempotent_requests")),
    "retry",
  ],
  [
    "another e-mail under this key",
    (response) => json(response, 409, failure(409, "invalid_idempotent_request")),
    "never",
  ],
  ["a fault of Resend's", (response) => json(response, 503, "<html>down</html>"), "retry"],
  ["a refusal that is no JSON", (response) => json(response, 403, "<html>no</html>"), "credentials"],
  ["a page of somebody else", (response) => json(response, 200, "<html>welcome</html>"), "retry"],
  ["a redirection", (response) => json(response, 307, "", { location: "https://evil.example/" }), "retry"],
  ["a connection that is reset", (response) => response.socket!.resetAndDestroy(), "retry"],
  [
    "half an answer",
    (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"id":"4', () => response.socket!.destroy());
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
    json(response, 429, failure(429, "rate_limit_exceeded"), { "retry-after": "12", "ratelimit-reset": "1" }),
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

test("an answer without an id is a success", async () => {
  const { receipt } = await deliverTo((response) => json(response, 200, {}));
  expect(receipt).toEqual({});
});
