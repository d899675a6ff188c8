import type { ServerResponse } from "node:http";
import { describe, expect, test } from "@jest/globals";
import type { MessengerChannel } from "../../../channels/messenger/index.ts";
import { pageInbox } from "../../../channels/messenger/thread.ts";
import { toActivity } from "../../../models/activity.ts";
import {
  faultsOf,
  faultsOfPass,
  faultsOfProfile,
  faultsOfTake,
} from "../../../sandbox/vendors/messenger/schema.ts";
import { type Asked, fixtureText, json, messengerOf, pageToken, psid, withStandIn } from "./stand-in.ts";

const never = new AbortController().signal;
const recipient = { conversationId: "c", peer: psid, reference: null };
const said = { kind: "text" as const, key: "m:1", at: "2026-01-05T09:00:00.000Z", text: "salut" };

type Use = (messenger: MessengerChannel) => Promise<unknown>;
type Answer = (response: ServerResponse, asked: Asked) => void;

/** What a stand-in that answers as told was asked, and what came of it. */
async function withMeta(answer: Answer, use: Use) {
  const asked: Asked[] = [];
  const result = await withStandIn(
    (request, response) => {
      asked.push(request);
      answer(response, request);
    },
    (apiUrl) => use(messengerOf({ apiUrl })),
  );
  return { asked, result };
}

const send =
  (signal = never, key = "outbox-7"): Use =>
  ({ channel }) => {
    const [request] = channel.render(toActivity({ text: "L’été 👗 طلبيتك" }, "fr"));
    const keyed = { ...request!, key: `${key}:${request!.key}` };
    return channel.deliver(recipient, keyed, signal);
  };

const sent: Answer = (response) => json(response, 200, { recipient_id: psid, message_id: "m_AG5Hz2U" });

describe("a message", () => {
  test("is one request, and brings back Meta's id", async () => {
    const { asked, result } = await withMeta(sent, send());
    expect(result).toEqual({ vendorId: "m_AG5Hz2U" });
    expect(asked).toEqual([
      {
        method: "POST",
        path: "/v25.0/me/messages",
        authorization: `Bearer ${pageToken}`,
        contentType: "application/json",
        body: {
          recipient: { id: psid },
          messaging_type: "RESPONSE",
          message: { text: "L’été 👗 طلبيتك", metadata: "outbox-7:1" },
        },
      },
    ]);
    expect(faultsOf(asked[0]!.body)).toEqual([]);
  });

  test("says no more of its key than Meta takes", async () => {
    const { asked } = await withMeta(sent, send(never, "k".repeat(2000)));
    expect(asked.map(({ body }) => faultsOf(body))).toEqual([[]]);
  });

  test("without an id in the answer was sent all the same", async () => {
    const { result } = await withMeta((response) => json(response, 200, { recipient_id: psid }), send());
    expect(result).toEqual({});
  });
});

describe("without another try", () => {
  test.each<[string, Answer, string]>([
    [
      "the window is closed",
      (response) => json(response, 400, fixtureText("send-error-outside-window")),
      "needs-template",
    ],
    [
      "the shopper blocked us",
      (response) => json(response, 403, fixtureText("send-error-user-unavailable")),
      "gone",
    ],
    [
      "a wrong token",
      (response) => json(response, 401, { error: { code: 190, message: "Invalid" } }),
      "credentials",
    ],
    [
      "an error with status 200",
      (response) => json(response, 200, { error: { code: 2, message: "?" } }),
      "retry",
    ],
    ["a fault of Meta's", (response) => json(response, 503, "<html>down</html>"), "retry"],
    ["a page of somebody else", (response) => json(response, 200, "<html>welcome</html>"), "retry"],
    ["a redirection", (response) => json(response, 302, "", { location: "https://evil.example/" }), "retry"],
    ["a connection that is reset", (response) => response.socket!.resetAndDestroy(), "retry"],
    [
      "half an answer",
      (response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
        response.write('{"message_id":"m_', () => response.socket!.destroy());
      },
      "retry",
    ],
  ])("%s fails", async (_, answer, kind) => {
    let requests = 0;
    const counted: Answer = (response, asked) => {
      requests += 1;
      answer(response, asked);
    };
    await expect(withMeta(counted, send())).rejects.toMatchObject({ name: "DeliveryError", kind });
    expect(requests).toBe(1);
  });

  test("too many are told when to come again", async () => {
    const tooMany: Answer = (response) =>
      json(
        response,
        429,
        { error: { code: 613, message: "Calls have exceeded the rate" } },
        { "retry-after": "12" },
      );
    await expect(withMeta(tooMany, send())).rejects.toMatchObject({
      kind: "throttled",
      until: new Date("2026-11-20T10:00:12Z"),
    });
  });

  test("one without an answer ends when it is aborted, to be tried again", async () => {
    const abort = new AbortController();
    await expect(withMeta(() => abort.abort(), send(abort.signal))).rejects.toMatchObject({ kind: "retry" });
  });

  test("nothing goes out after it was aborted", async () => {
    let requests = 0;
    const counted: Answer = (response, asked) => {
      requests += 1;
      sent(response, asked);
    };
    await expect(withMeta(counted, send(AbortSignal.abort()))).rejects.toMatchObject({ kind: "retry" });
    expect(requests).toBe(0);
  });
});

test.each<[string, Answer]>([
  [
    "is refused",
    (response) =>
      json(response, 400, { error: { code: 190, message: `Malformed access token ${pageToken}` } }),
  ],
  ["gets no answer", (response) => response.socket!.resetAndDestroy()],
])("the token is in no error when a message %s", async (_, answer) => {
  const error = await withMeta(answer, send()).catch((cause: unknown) => cause);
  const chain: unknown[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause)
    chain.push(String(one), one.stack, { ...one });
  expect(chain.length).toBeGreaterThan(0);
  expect(JSON.stringify(chain)).not.toContain(pageToken);
});

test("who writes is shown to have read, and to write", async () => {
  const { asked } = await withMeta(
    (response) => json(response, 200, { recipient_id: psid }),
    async ({ channel }) => {
      await channel.show!(recipient, "seen", said, never);
      await channel.show!(recipient, "typing", said, never);
    },
  );
  expect(asked.map(({ path, body }) => [path, body])).toEqual([
    ["/v25.0/me/messages", { recipient: { id: psid }, sender_action: "mark_seen" }],
    ["/v25.0/me/messages", { recipient: { id: psid }, sender_action: "typing_on" }],
  ]);
  expect(asked.map(({ body }) => faultsOf(body))).toEqual([[], []]);
});

describe("a conversation that several apps share", () => {
  const done: Answer = (response) => json(response, 200, { success: true });

  test("is taken, and passed", async () => {
    const { asked } = await withMeta(done, async ({ channel }) => {
      await channel.thread!.take(recipient, never);
      await channel.thread!.pass(recipient, pageInbox, never);
    });
    expect(asked.map(({ path, body }) => [path, body])).toEqual([
      ["/v25.0/me/take_thread_control", { recipient: { id: psid } }],
      ["/v25.0/me/pass_thread_control", { recipient: { id: psid }, target_app_id: pageInbox }],
    ]);
    expect([faultsOfTake(asked[0]!.body), faultsOfPass(asked[1]!.body)]).toEqual([[], []]);
  });

  test("stays where it is when Meta refuses, in its words", async () => {
    const refused: Answer = (response) =>
      json(response, 400, { error: { code: 10, message: "(#10) Not the primary receiver" } });
    const take: Use = ({ channel }) => channel.thread!.take(recipient, never);
    await expect(withMeta(refused, take)).rejects.toMatchObject({
      name: "DeliveryError",
      message: "Meta answered 400, 10: (#10) Not the primary receiver",
    });
  });
});

describe("the profile", () => {
  const done: Answer = (response) => json(response, 200, { result: "success" });
  const begin = "start:smalltalk.greeting";
  const track = "start:order.track";

  test("may be the button to begin only", async () => {
    const { asked } = await withMeta(done, ({ setProfile }) => setProfile({ getStarted: begin }, never));
    expect(asked.map(({ path, body }) => [path, body])).toEqual([
      ["/v25.0/me/messenger_profile", { get_started: { payload: begin } }],
    ]);
  });

  test("is in several languages, the first of them for everybody else", async () => {
    const { asked } = await withMeta(done, ({ setProfile }) =>
      setProfile(
        {
          getStarted: begin,
          menus: [
            {
              language: "fr",
              items: [
                { title: "Suivre ma commande, où qu’elle soit", payload: track },
                { title: "La boutique", url: "https://shop.example" },
              ],
            },
            { language: "ar", items: [{ title: "تتبع طلبيتي", payload: track }] },
          ],
          iceBreakers: [
            { language: "fr", questions: [{ question: "Où est ma commande ?", payload: track }] },
            { language: "en", questions: [{ question: "Where is my order?", payload: track }] },
          ],
        },
        never,
      ),
    );
    expect(asked.map(({ body }) => faultsOfProfile(body))).toEqual([[]]);
    const question = (text: string) => [{ question: text, payload: track }];
    expect(asked[0]!.body).toEqual({
      get_started: { payload: begin },
      persistent_menu: [
        {
          locale: "default",
          composer_input_disabled: false,
          call_to_actions: [
            { type: "postback", title: "Suivre ma commande, où qu’ell…", payload: track },
            { type: "web_url", title: "La boutique", url: "https://shop.example" },
          ],
        },
        {
          locale: "ar_AR",
          composer_input_disabled: false,
          call_to_actions: [{ type: "postback", title: "تتبع طلبيتي", payload: track }],
        },
      ],
      ice_breakers: [
        { locale: "default", call_to_actions: question("Où est ma commande ?") },
        { locale: "en_US", call_to_actions: question("Where is my order?") },
        { locale: "en_GB", call_to_actions: question("Where is my order?") },
      ],
    });
  });

  test("that Meta refuses is an error", async () => {
    const refused: Answer = (response) =>
      json(response, 400, { error: { code: 100, message: "(#100) Param" } });
    await expect(
      withMeta(refused, ({ setProfile }) => setProfile({ getStarted: begin }, never)),
    ).rejects.toMatchObject({ name: "DeliveryError", kind: "never" });
  });
});
