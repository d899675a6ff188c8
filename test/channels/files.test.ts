import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import twilioPackage from "twilio";
import type { App } from "../../bots/app.ts";
import { jpeg, pdf } from "../fakes/pictures.ts";
import { appForTests } from "./app.ts";
import * as resend from "./email/stand-in.ts";
import * as messenger from "./messenger/stand-in.ts";
import * as telegram from "./telegram/stand-in.ts";
import * as twilio from "./twilio/stand-in.ts";
import * as whatsApp from "./whatsapp/stand-in.ts";

// The whole product, with a vendor's stand-in on this machine that has what a shopper sent: it is fetched after the
// call was acknowledged, kept, and given to staff.

const { dataDir, withApp } = appForTests();

interface Asked {
  method: string;
  path: string;
  authorization?: string;
}

interface Vendor {
  channel: string;
  withStandIn: <T>(
    answer: (asked: Asked, response: ServerResponse) => void,
    use: (apiUrl: string) => Promise<T>,
  ) => Promise<T>;
  env(apiUrl: string): Record<string, string>;
  /** Tells of a file, and acknowledges whatever else it is asked; `send` sends the file itself. */
  answer(asked: Asked, response: ServerResponse, apiUrl: string, send: () => void): void;
  /** Calls the webhook about a file. @returns the status of the acknowledgement */
  call(url: string, apiUrl: string): Promise<number>;
  /** What the stand-in is asked for to have the file, and with which credentials. */
  asked: [path: string, authorization: string | undefined][];
}

const seconds = () => Math.floor(Date.now() / 1000);
const post = async (url: string, body: string | URLSearchParams, headers: Record<string, string>) =>
  (await fetch(url, { method: "POST", body, headers })).status;
const signedByMeta = (secret: string, body: string) => ({
  "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
});
const end = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
};

const vendors: Vendor[] = [
  {
    channel: "whatsapp",
    withStandIn: whatsApp.withStandIn,
    env: (apiUrl) => ({
      WHATSAPP_PHONE_NUMBER_ID: whatsApp.account,
      WHATSAPP_ACCESS_TOKEN: whatsApp.accessToken,
      WHATSAPP_APP_SECRET: whatsApp.appSecret,
      WHATSAPP_VERIFY_TOKEN: whatsApp.verifyToken,
      WHATSAPP_API_URL: apiUrl,
    }),
    answer({ method, path }, response, apiUrl, send) {
      if (path.startsWith("/file")) return send();
      if (method === "GET") return end(response, 200, { url: `${apiUrl}/file`, file_size: "4" });
      end(response, 200, whatsApp.fixture("send-response-200"));
    },
    call(url) {
      const call = whatsApp.fixture("image");
      const [message] = call.entry[0].changes[0].value.messages;
      message.timestamp = String(seconds());
      const body = JSON.stringify(call);
      return post(`${url}/webhooks/whatsapp`, body, signedByMeta(whatsApp.appSecret, body));
    },
    asked: [
      [`/v25.0/1003383421387256?phone_number_id=${whatsApp.account}`, `Bearer ${whatsApp.accessToken}`],
      ["/file", `Bearer ${whatsApp.accessToken}`],
    ],
  },
  {
    channel: "telegram",
    withStandIn: telegram.withStandIn,
    env: (apiUrl) => ({
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_WEBHOOK_SECRET: "s3cret",
      TELEGRAM_API_URL: apiUrl,
    }),
    answer({ path }, response, _, send) {
      if (path.startsWith("/file/")) return send();
      const isFile = path.endsWith("/getFile");
      telegram.ok(response, isFile ? { file_id: "A", file_path: "photos/1.jpg" } : { message_id: 1 });
    },
    call(url) {
      const update = telegram.fixture("message-photo-caption");
      update.message.date = seconds();
      return post(`${url}/webhooks/telegram`, JSON.stringify(update), {
        "x-telegram-bot-api-secret-token": "s3cret",
        "content-type": "application/json",
      });
    },
    asked: [
      [`/bot${telegram.token}/getFile`, undefined],
      [`/file/bot${telegram.token}/photos/1.jpg`, undefined],
    ],
  },
  {
    channel: "messenger",
    withStandIn: messenger.withStandIn,
    env: (apiUrl) => ({
      MESSENGER_PAGE_TOKEN: messenger.pageToken,
      MESSENGER_APP_SECRET: messenger.appSecret,
      MESSENGER_VERIFY_TOKEN: "v",
      MESSENGER_API_URL: apiUrl,
    }),
    answer({ path }, response, _, send) {
      if (path.startsWith("/file")) return send();
      end(response, 200, { recipient_id: messenger.psid, message_id: "m_9" });
    },
    call(url, apiUrl) {
      const call = messenger.fixture("attachment-image");
      const [happening] = call.entry[0].messaging;
      happening.timestamp = Date.now();
      happening.message.attachments[0].payload.url = `${apiUrl}/file?oh=signed`;
      const body = JSON.stringify(call);
      return post(`${url}/webhooks/messenger`, body, signedByMeta(messenger.appSecret, body));
    },
    asked: [["/file?oh=signed", ""]],
  },
  {
    channel: "twilio",
    withStandIn: twilio.withStandIn,
    env: (apiUrl) => ({
      TWILIO_ACCOUNT_SID: twilio.accountSid,
      TWILIO_AUTH_TOKEN: twilio.authToken,
      TWILIO_FROM: twilio.shop,
      TWILIO_API_URL: apiUrl,
      PUBLIC_URL: "https://shop.example",
    }),
    answer({ method, path }, response, _, send) {
      if (path.startsWith("/file")) return send();
      if (method === "GET") return end(response, 307, "", { location: "/file" });
      end(response, 201, { sid: "SM00000000000000000000000000000009", status: "queued" });
    },
    call(url) {
      const form = Object.fromEntries(new URLSearchParams(twilio.fixture("mms-inbound-media.urlencoded")));
      const signature = twilioPackage.getExpectedTwilioSignature(
        twilio.authToken,
        "https://shop.example/webhooks/twilio",
        form,
      );
      return post(`${url}/webhooks/twilio`, new URLSearchParams(form), { "x-twilio-signature": signature });
    },
    asked: [
      [
        `/2010-04-01/Accounts/${twilio.accountSid}/Messages/MM00000000000000000000000000000001/Media/ME00000000000000000000000000000001`,
        `Basic ${Buffer.from(`${twilio.accountSid}:${twilio.authToken}`).toString("base64")}`,
      ],
      ["/file", ""],
    ],
  },
  {
    channel: "email",
    withStandIn: (answer, use) =>
      resend.withStandIn(
        ({ method, path, headers }, response) =>
          answer({ method, path, authorization: String(headers.authorization ?? "") }, response),
        use,
      ),
    env: (apiUrl) => ({
      RESEND_API_KEY: resend.apiKey,
      RESEND_WEBHOOK_SECRET: resend.webhookSecret,
      RESEND_FROM: resend.from,
      RESEND_API_URL: apiUrl,
    }),
    answer({ method, path }, response, apiUrl, send) {
      if (path.startsWith("/file")) return send();
      if (path.endsWith("/attachments/att-1"))
        return end(response, 200, { object: "attachment", id: "att-1", download_url: `${apiUrl}/file` });
      const attachments = [{ id: "att-1", filename: "ab\u202eîmé.jpg", content_type: "image/jpeg" }];
      if (method === "GET")
        return end(response, 200, { object: "email", text: "", headers: {}, attachments });
      end(response, 200, { id: "49a3999c-0ce1-4ea6-ab68-afcd6dc2e794" });
    },
    call(url) {
      const at = seconds();
      const created_at = new Date(at * 1000).toISOString();
      const body = JSON.stringify({ ...resend.received({ created_at, subject: "Re: x" }), created_at });
      const id = `msg_${at}`;
      return post(`${url}/webhooks/resend`, body, {
        "svix-id": id,
        "svix-timestamp": String(at),
        "svix-signature": resend.signatureOf(body, { id, at }),
      });
    },
    asked: [
      ["/emails/receiving/56761188-7520-42d8-8898-ff6fc54ce618/attachments/att-1", `Bearer ${resend.apiKey}`],
      ["/file", ""],
    ],
  },
];

/** Calls the webhook about a file that the vendor sends so. @returns what staff see, and what the vendor was asked */
async function received(vendor: Vendor, send: (response: ServerResponse) => void) {
  const asked: Asked[] = [];
  let acknowledged = (): void => {};
  const acknowledgement = new Promise<void>((resolve) => {
    acknowledged = resolve;
  });
  let outcome: { attachment: Record<string, string>; file: Response | null } | undefined;
  let apiUrl = "";
  await vendor.withStandIn(
    (one, response) => {
      asked.push(one);
      // The file is not sent before the vendor has heard that its call is stored.
      vendor.answer(one, response, apiUrl, () => void acknowledgement.then(() => send(response)));
    },
    (url) => {
      apiUrl = url;
      return withApp(vendor.env(url), async (app) => {
        expect(await vendor.call(app.url, url)).toBe(200);
        acknowledged();
        await app.worker.idle();
        // An e-mail may still wait for Resend's rate.
        while (await app.store.nextWake()) {
          await app.worker.poll();
          await app.worker.idle();
        }
        outcome = await seenByStaff(app, vendor.channel);
      });
    },
  );
  return { ...outcome!, asked };
}

async function seenByStaff({ url, store }: App, channel: string) {
  const found = [...(await store.byOwner("demo", "bot")), ...(await store.byOwner("demo", "waiting"))];
  const { id } = found.map(({ conversation }) => conversation).findLast((one) => one.channel === channel)!;
  const headers = { authorization: `Bearer ${readFileSync(join(dataDir, "operator.key"), "utf8").trim()}` };
  const read = await fetch(`${url}/v1/admin/conversations/${id}`, { headers });
  const { messages } = (await read.json()) as { messages: { attachments?: Record<string, string>[] }[] };
  const attachment = messages.findLast(({ attachments }) => attachments)!.attachments![0]!;
  const file = attachment.mediaId
    ? await fetch(`${url}/v1/admin/conversations/${id}/media/${attachment.mediaId}`, { headers })
    : null;
  return { attachment, file: file && new Response(await file.arrayBuffer(), file) };
}

test.each(vendors)(
  "$channel: a picture is fetched from its vendor, kept, and seen by staff",
  async (vendor) => {
    const { attachment, file, asked } = await received(vendor, (response) => response.end(jpeg));
    expect(attachment).toMatchObject({ kind: "image", mediaId: expect.stringMatching(/^[\w-]{32}\.jpg$/) });
    expect(file?.headers.get("content-type")).toBe("image/jpeg");
    expect(Buffer.from(await file!.arrayBuffer())).toEqual(jpeg);
    const fetches = asked.filter(({ path }) => vendor.asked.some(([wanted]) => wanted === path));
    expect(fetches.map(({ path, authorization }) => [path, authorization])).toEqual(vendor.asked);
  },
);

test("the name that a shopper gave a file is only read, without what would turn it around", async () => {
  const email = { ...vendors.find(({ channel }) => channel === "email")! };
  email.call = callAnew(email);
  const { attachment, file } = await received(email, (response) => response.end(pdf));
  expect(attachment).toMatchObject({ name: "abîmé.jpg", mediaId: expect.stringMatching(/\.pdf$/) });
  expect(file?.headers.get("content-disposition")).toBe(`attachment; filename="${attachment.mediaId}"`);
});

describe("WhatsApp: answered all the same, and staff see why there is no file", () => {
  const whatsapp = vendors[0]!;
  test.each<[string, (response: ServerResponse) => void, string]>([
    ["it is over", (response) => end(response, 404, {}), "gone"],
    ["the token is over", (response) => end(response, 401, {}), "refused"],
    ["it is a program", (response) => response.end("MZ\x90\0"), "wrong-type"],
    ["it is too large", (response) => response.end(Buffer.alloc(10 * 1024 * 1024 + 1)), "too-large"],
    [
      "it is elsewhere",
      (response) => end(response, 302, {}, { location: "http://169.254.169.254/latest/" }),
      "refused",
    ],
  ])("%s", async (_, send, notKept) => {
    const { attachment, file, asked } = await received({ ...whatsapp, call: callAnew(whatsapp) }, send);
    expect([attachment, file]).toEqual([{ kind: "image", notKept }, null]);
    expect(asked.some(({ method, path }) => method === "POST" && path.endsWith("/messages"))).toBe(true);
  });
});

/** The same shopper sends another one: under the same key it would be the same one, delivered again. */
function callAnew(vendor: Vendor): Vendor["call"] {
  calls += 1;
  const id = `${calls}`;
  if (vendor.channel === "email")
    return (url) => {
      const at = seconds();
      const created_at = new Date(at * 1000).toISOString();
      const fields = { created_at, subject: "Re: x", email_id: `another-${id}` };
      const body = JSON.stringify({ ...resend.received(fields), created_at });
      return post(`${url}/webhooks/resend`, body, {
        "svix-id": id,
        "svix-timestamp": String(at),
        "svix-signature": resend.signatureOf(body, { id, at }),
      });
    };
  return (url) => {
    const call = whatsApp.fixture("image");
    Object.assign(call.entry[0].changes[0].value.messages[0], { id, timestamp: String(seconds()) });
    const body = JSON.stringify(call);
    return post(`${url}/webhooks/whatsapp`, body, signedByMeta(whatsApp.appSecret, body));
  };
}
let calls = 0;
