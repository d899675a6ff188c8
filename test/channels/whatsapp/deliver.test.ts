import type { ServerResponse } from "node:http";
import { describe, expect, test } from "@jest/globals";
import { type Content, toActivity } from "../../../models/activity.ts";
import { DeliveryError } from "../../../models/ports/channel.ts";
import { specification } from "../../../sandbox/specification.ts";
import { faultsOf, faultsOfAnswer } from "../../../sandbox/vendors/whatsapp/schema.ts";
import { type Asked, accessToken, account, fixture, json, now, whatsAppOf, withStandIn } from "./stand-in.ts";

const never = new AbortController().signal;
const answer200 = fixture("send-response-200");
const { post } = specification("whatsapp/openapi-messages.json").paths[
  "/{Version}/{Phone-Number-ID}/messages"
];
const typingExample =
  post.requestBody.content["application/json"].examples["Send typing indicator and read receipt"].value;
const accepted = (response: ServerResponse) => json(response, 200, answer200);

interface Given {
  content?: Content;
  peer?: string;
  reference?: unknown;
  signal?: AbortSignal;
}

/** Delivers "L'été 👗" to a stand-in that answers as told. */
async function deliverTo(answer: (response: ServerResponse) => void, given: Given = {}) {
  const {
    content = { text: "L'été 👗 الصيف" },
    peer = "212600000000",
    reference = null,
    signal = never,
  } = given;
  const asked: Asked[] = [];
  const receipt = await withStandIn(
    (request, response) => {
      asked.push(request);
      answer(response);
    },
    (apiUrl) => {
      const { channel } = whatsAppOf({ apiUrl });
      const [request] = channel.render(toActivity(content, "fr"));
      const keyed = { ...request!, key: `outbox-7:${request!.key}` };
      return channel.deliver({ conversationId: "c", peer, reference }, keyed, signal);
    },
  );
  return { asked, receipt };
}

test("a message is one request, and brings back WhatsApp's id", async () => {
  expect(faultsOfAnswer(answer200, "MessageResponsePayload")).toEqual([]);
  const { asked, receipt } = await deliverTo(accepted);
  expect(receipt).toEqual({ vendorId: answer200.messages[0].id });
  expect(asked).toEqual([
    {
      method: "POST",
      path: `/v25.0/${account}/messages`,
      authorization: `Bearer ${accessToken}`,
      contentType: "application/json",
      body: {
        messaging_product: "whatsapp",
        recipient_type: "individual",
        to: "212600000000",
        type: "text",
        text: { body: "L'été 👗 الصيف" },
        biz_opaque_callback_data: "outbox-7:1",
      },
    },
  ]);
  expect(faultsOf(asked[0]!.body)).toEqual([]);
});

test.each<[string, Given, object]>([
  ["a number", {}, { to: "212600000000" }],
  ["a number with its plus", { peer: "+212600000000" }, { to: "212600000000" }],
  [
    "one whose number is hidden",
    { peer: "MA.13491208655302741918" },
    { recipient: "MA.13491208655302741918" },
  ],
  ["one who moved since", { peer: "1", reference: { to: "212611111111" } }, { to: "212611111111" }],
  ["one who hid the number since", { peer: "1", reference: { recipient: "MA.2" } }, { recipient: "MA.2" }],
  ["a reference of something else", { reference: { to: 7 } }, { to: "212600000000" }],
])("to %s", async (_, given, address) => {
  const { asked } = await deliverTo(accepted, given);
  const { to, recipient } = asked[0]!.body;
  expect({ ...(to && { to }), ...(recipient && { recipient }) }).toEqual(address);
  expect(faultsOf(asked[0]!.body)).toEqual([]);
});

test.each<[string, Content]>([
  ["buttons", { text: "?", choices: [{ title: "Oui", value: "start:oui" }] }],
  [
    "a list",
    { text: "?", choices: Array.from({ length: 9 }, (_, at) => ({ title: `C${at}`, value: `start:${at}` })) },
  ],
  ["a request for a place", { text: "Où ?", asksLocation: true }],
  ["a picture", { image: { url: "/a.jpg", alt: "Robe" } }],
  ["a document", { document: { url: "/a.pdf", name: "a.pdf", contentType: "application/pdf" } }],
  ["a template", { template: { name: "order_sent", language: "fr", values: ["10042"] } }],
])("%s goes through the package as it was rendered", async (_, content) => {
  const { asked } = await deliverTo(accepted, { content });
  const [request] = whatsAppOf().channel.render(toActivity(content, "fr"));
  expect(asked[0]!.body).toMatchObject(request!.body as object);
  expect(faultsOf(asked[0]!.body)).toEqual([]);
});

test("an answer without an id is still one", async () => {
  const { receipt } = await deliverTo((response) => json(response, 200, { messaging_product: "whatsapp" }));
  expect(receipt).toEqual({});
});

describe("failures", () => {
  test.each<[string, (response: ServerResponse) => void, string]>([
    ["a refusal", (response) => json(response, 400, { error: { message: "m", code: 131026 } }), "gone"],
    [
      "a refusal with status 200",
      (response) => json(response, 200, { error: { code: 131047 } }),
      "needs-template",
    ],
    [
      "a wrong token",
      (response) => json(response, 401, { error: { message: "m", code: 190 } }),
      "credentials",
    ],
    ["a fault of Meta's", (response) => json(response, 503, "<html>down</html>"), "retry"],
    ["too many", (response) => json(response, 429, ""), "throttled"],
    ["a page of somebody else", (response) => json(response, 200, "<html>welcome</html>"), "retry"],
    ["a redirection", (response) => json(response, 302, "", { location: "https://evil.example/" }), "retry"],
    ["a connection that is reset", (response) => response.socket!.resetAndDestroy(), "retry"],
    [
      "half an answer",
      (response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
        response.write('{"messages":[', () => response.socket!.destroy());
      },
      "retry",
    ],
  ])("%s fails, without another try", async (_, answer, kind) => {
    let requests = 0;
    const fault = await deliverTo((response) => {
      requests += 1;
      answer(response);
    }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ name: "DeliveryError", kind });
    expect(requests).toBe(1);
    expect(everythingIn(fault)).not.toContain(accessToken);
  });

  test("too many are told when to come again", async () => {
    const delivery = deliverTo((response) => {
      json(response, 400, fixture("send-error-131056"), { "retry-after": "12" });
    });
    await expect(delivery).rejects.toMatchObject({
      kind: "throttled",
      until: new Date(now.getTime() + 12_000),
    });
  });

  test("a delivery without an answer ends when it is aborted, to be tried again", async () => {
    const patience = new AbortController();
    const delivery = deliverTo(() => patience.abort(), { signal: patience.signal });
    await expect(delivery).rejects.toMatchObject({ kind: "retry" });
  });

  test("so does one in the middle of an answer", async () => {
    const patience = new AbortController();
    const delivery = deliverTo((response) => response.write("{", () => patience.abort()), {
      signal: patience.signal,
    });
    await expect(delivery).rejects.toMatchObject({ kind: "retry" });
  });

  test("one that is over before it begins is not asked", async () => {
    const delivery = deliverTo(
      () => {
        throw new Error("asked");
      },
      { signal: AbortSignal.abort() },
    );
    await expect(delivery).rejects.toMatchObject({ kind: "retry" });
  });

  test("nobody is there", async () => {
    const gone = await withStandIn(
      () => {},
      async (apiUrl) => apiUrl,
    );
    const { channel } = whatsAppOf({ apiUrl: gone });
    const request = { key: "1", body: { type: "text", text: { body: "x" } } };
    const delivery = channel.deliver({ conversationId: "c", peer: "1", reference: null }, request, never);
    const fault = await delivery.catch((error: unknown) => error);
    expect(fault).toMatchObject({ kind: "retry", message: `${new URL(gone).host} did not answer` });
    expect(everythingIn(fault)).not.toContain(accessToken);
  });
});

const show = (apiUrl: string, what: "seen" | "typing", key: string): Promise<void> => {
  const event = { kind: "text" as const, key, at: "2026-01-05T09:00:00.000Z", text: "salut" };
  return whatsAppOf({ apiUrl }).channel.show!(
    { conversationId: "c", peer: "1", reference: null },
    what,
    event,
    never,
  );
};

test("a message that Meta's id is not known of is not marked", async () => {
  await expect(show("http://127.0.0.1:9", "seen", "wa:hash-of-a-long-id")).resolves.toBeUndefined();
});

test("a message is marked as read, and typing is shown, as Meta's example does it", async () => {
  const asked: Asked[] = [];
  await withStandIn(
    (request, response) => {
      asked.push(request);
      json(response, 200, { success: true });
    },
    (apiUrl) => show(apiUrl, "typing", `wa:${typingExample.message_id}`),
  );
  expect(asked).toEqual([
    {
      method: "POST",
      path: `/v25.0/${account}/messages`,
      authorization: `Bearer ${accessToken}`,
      contentType: "application/json",
      body: typingExample,
    },
  ]);
});

test("without typing, it is marked as read", async () => {
  const asked: Asked[] = [];
  await withStandIn(
    (request, response) => {
      asked.push(request);
      json(response, 200, { success: true });
    },
    (apiUrl) => show(apiUrl, "seen", `wa:${typingExample.message_id}`),
  );
  const { typing_indicator: _, ...read } = typingExample;
  expect(asked.map(({ body }) => body)).toEqual([read]);
});

test("that it is not is a delivery error as well", async () => {
  const marked = withStandIn(
    (_, response) => json(response, 400, { error: { code: 100, message: "m" } }),
    (apiUrl) => show(apiUrl, "seen", "wa:wamid.1"),
  );
  await expect(marked).rejects.toBeInstanceOf(DeliveryError);
});

/** An error with whatever lies below it. */
function everythingIn(fault: unknown): string {
  if (typeof fault !== "object" || fault === null) return String(fault);
  const own = Object.getOwnPropertyNames(fault).map((name) => fault[name as keyof typeof fault]);
  return own.map(everythingIn).join(" ");
}
