import { createHmac } from "node:crypto";
import { type Asked, type Call, call, changed, type Got, json, type Rig, type Said } from "./rig.ts";

const appSecret = "0123456789abcdef0123456789abcdef";
const account = "106540352242922";
const page = "682498302938465";
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** With `\uXXXX` for all but ASCII, as Meta writes what it signs. */
const escaped = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const signed = (path: string, value: unknown, secret = appSecret): Call => {
  const body = escaped(value);
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return call(
    `https://shop.example/webhooks/${path}`,
    { "x-hub-signature-256": `sha256=${signature}` },
    body,
  );
};

const forged =
  (path: string): Rig["forged"] =>
  (good) => [
    ["no signature", changed(good, { headers: { "x-hub-signature-256": undefined } })],
    ["another body", changed(good, { body: good.body.toString("utf8").replace("}", " }") })],
    ["another app's", signed(path, JSON.parse(good.body.toString("utf8")), "of another app")],
    [
      "a cut signature",
      changed(good, {
        headers: { "x-hub-signature-256": good.headers["x-hub-signature-256"]!.slice(0, -2) },
      }),
    ],
  ];

const meta = {
  refused: json(400, { error: { code: 100, message: "Invalid parameter" } }),
  failing: json(500, { error: { code: 2, message: "Service unavailable", is_transient: true } }),
  throttled: (retryAfterS: number) =>
    json(429, { error: { code: 4, message: "Too many calls" } }, { "retry-after": String(retryAfterS) }),
  // A message of spaces only is none.
  keeps: (text: string) => text.trim() !== "",
};

const number = (shopper: number): string => String(212600000000 + shopper);

export const whatsApp: Rig = {
  ...meta,
  name: "whatsapp",
  settings: (apiUrl) => ({
    vendor: "whatsapp",
    key: null,
    settings: { phoneNumberId: account, accessToken: "sandbox-token", appSecret, verifyToken: "v", apiUrl },
  }),
  identityOf: (shopper) => `whatsapp:${account}:${number(shopper)}`,
  calls: (said) => [
    signed("whatsapp", {
      object: "whatsapp_business_account",
      entry: said.map(({ shopper, id, text, at }) => ({
        id: "waba",
        changes: [
          {
            field: "messages",
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "15550783881", phone_number_id: account },
              contacts: [{ profile: { name: "Hélène" }, wa_id: number(shopper) }],
              messages: [
                {
                  from: number(shopper),
                  id: `wamid.${shopper}.${id}`,
                  timestamp: String(seconds(at)),
                  type: "text",
                  text: { body: text },
                },
              ],
            },
          },
        ],
      })),
    }),
  ],
  forged: forged("whatsapp"),
  gets: ({ body }) => {
    const { to, text, status, biz_opaque_callback_data: key } = JSON.parse(body);
    return status ? null : { shopper: Number(to) - 212600000000, text: text.body, key };
  },
  taken: (count) => json(200, { messaging_product: "whatsapp", messages: [{ id: `wamid.out${count}` }] }),
  echo: ({ shopper, key = "" }, at) =>
    signed("whatsapp", {
      object: "whatsapp_business_account",
      entry: [
        {
          id: "waba",
          changes: [
            {
              field: "messages",
              value: {
                messaging_product: "whatsapp",
                metadata: { display_phone_number: "15550783881", phone_number_id: account },
                statuses: [
                  {
                    id: `wamid.of.${key}`,
                    status: "sent",
                    timestamp: String(seconds(at)),
                    recipient_id: number(shopper),
                    biz_opaque_callback_data: key,
                  },
                ],
              },
            },
          ],
        },
      ],
    }),
};

const psid = (shopper: number): string => String(5000000000 + shopper);

const event = (messaging: object[]): Call =>
  signed("messenger", { object: "page", entry: [{ id: page, time: 1, messaging }] });

export const messenger: Rig = {
  ...meta,
  name: "messenger",
  settings: (apiUrl) => ({
    vendor: "messenger",
    key: null,
    settings: { pageId: page, pageToken: "sandbox-token", appSecret, verifyToken: "v", apiUrl },
  }),
  identityOf: (shopper) => `messenger:${page}:${psid(shopper)}`,
  calls: (said: readonly Said[]) => [
    event(
      said.map(({ shopper, id, text, at }) => ({
        sender: { id: psid(shopper) },
        recipient: { id: page },
        timestamp: at.getTime(),
        message: { mid: `m_${shopper}_${id}`, text },
      })),
    ),
  ],
  forged: forged("messenger"),
  gets: ({ body }: Asked): Got | null => {
    const { recipient, message } = JSON.parse(body);
    return message
      ? { shopper: Number(recipient.id) - 5000000000, text: message.text, key: message.metadata }
      : null;
  },
  taken: (count) => json(200, { recipient_id: "1", message_id: `m_out${count}` }),
  echo: ({ shopper, key = "", text }, at) =>
    event([
      {
        sender: { id: page },
        recipient: { id: psid(shopper) },
        timestamp: at.getTime(),
        message: { mid: `m_of_${key}`, is_echo: true, app_id: 1, metadata: key, text },
      },
    ]),
};
