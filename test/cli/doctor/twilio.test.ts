import { expect, test } from "@jest/globals";
import type { Templates } from "../../../models/templates.ts";
import { type Answers, examined, faultsOf, notesOf, origin } from "./examined.ts";

const sid = `AC${"0".repeat(32)}`;
const service = `MG${"1".repeat(32)}`;
const account = `https://api.twilio.com/2010-04-01/Accounts/${sid}`;
const messaging = "https://messaging.twilio.com";
const webhook = `${origin}/webhooks/twilio`;
const right = `${webhook}#rc=5&rp=all`;

const from = (TWILIO_FROM: string) => ({ TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: "t", TWILIO_FROM });
const active: Answers = { [`${account}.json`]: { body: { status: "active", type: "Full" } } };
const list = (name: string, items: object[], more: object = {}) => ({
  body: { [name]: items, meta: { next_page_url: null }, ...more },
});
const noServices: Answers = { [`${messaging}/v1/Services?PageSize=100`]: list("services", []) };

const number = (fields: object): Answers => ({
  ...active,
  ...noServices,
  [`${account}/IncomingPhoneNumbers.json?PhoneNumber=%2B15005550006`]: {
    body: {
      incoming_phone_numbers: [{ sid: "PN1", phone_number: "+15005550006", sms_method: "POST", ...fields }],
      next_page_uri: null,
    },
  },
});

test("a number's webhook without its override, or without a fallback, loses messages", async () => {
  const bare = number({ sms_url: webhook, sms_fallback_url: "" });
  expect(faultsOf(await examined(from("+15005550006"), bare), "twilio")).toEqual([
    `the webhook of +15005550006 is ${webhook} → set it to ${right}, HTTP POST`,
    `no fallback of +15005550006 is set → set it to ${right}, HTTP POST`,
  ]);
  const well = number({ sms_url: right, sms_fallback_url: webhook, sms_fallback_method: "POST" });
  expect(faultsOf(await examined(from("+15005550006"), well), "twilio")).toEqual([]);
});

test("a webhook by GET, and a fallback that is somebody else's, are named", async () => {
  const answers = number({
    sms_url: right,
    sms_method: "GET",
    sms_fallback_url: "https://demo.twilio.com/welcome/sms/reply/",
  });
  expect(faultsOf(await examined(from("+15005550006"), answers), "twilio")).toEqual([
    `the webhook of +15005550006 is ${right} by GET → set it to ${right}, HTTP POST`,
    `the fallback of +15005550006 is https://demo.twilio.com/welcome/sms/reply/ → set it to ${right}, HTTP POST`,
  ]);
});

test("where a TwiML app leads a number, its addresses count", async () => {
  const answers = {
    ...number({ sms_url: "https://old.example", sms_application_sid: "AP1" }),
    [`${account}/Applications/AP1.json`]: {
      body: { sid: "AP1", sms_url: right, sms_method: "POST", sms_fallback_url: right },
    },
  };
  expect(faultsOf(await examined(from("+15005550006"), answers), "twilio")).toEqual([]);
});

const ofService = (fields: object) => ({
  sid: service,
  inbound_request_url: right,
  inbound_method: "POST",
  fallback_url: right,
  fallback_method: "POST",
  status_callback: "",
  use_inbound_webhook_on_number: false,
  ...fields,
});

test("where a messaging service has a number, its webhook counts; it is found on the second page", async () => {
  const answers = {
    ...number({ sms_url: "", sms_fallback_url: "" }),
    [`${messaging}/v1/Services?PageSize=100`]: list("services", [], {
      meta: { next_page_url: `${messaging}/v1/Services?PageSize=100&Page=1` },
    }),
    [`${messaging}/v1/Services?PageSize=100&Page=1`]: list("services", [ofService({ fallback_url: null })]),
    [`${messaging}/v1/Services/${service}/PhoneNumbers/PN1`]: { body: { sid: "PN1" } },
  };
  const found = await examined(from("+15005550006"), answers);
  expect(faultsOf(found, "twilio")).toEqual([
    `no fallback of ${service} is set → set it to ${right}, HTTP POST`,
  ]);
  expect(notesOf(found, "twilio")).toEqual([`+15005550006 is of ${service}, whose webhook counts`]);
});

const pooled = (fields: object, numbers: object[], senders: object[]): Answers => ({
  ...active,
  [`${messaging}/v1/Services/${service}`]: { body: ofService(fields) },
  [`${messaging}/v1/Services/${service}/PhoneNumbers?PageSize=100`]: list("phone_numbers", numbers),
  [`${messaging}/v1/Services/${service}/ChannelSenders?PageSize=100`]: list("senders", senders),
});

test("a messaging service is read by its own webhook", async () => {
  const well = pooled({ status_callback: "https://other.example/status" }, [{ sid: "PN1" }], []);
  const found = await examined(from(service), well);
  expect(faultsOf(found, "twilio")).toEqual([]);
  expect(notesOf(found, "twilio")).toEqual([
    `the status callback of ${service} is https://other.example/status: ours count, which each message names`,
  ]);
  const elsewhere = pooled({ inbound_request_url: null }, [{ sid: "PN1" }], []);
  expect(faultsOf(await examined(from(service), elsewhere), "twilio")).toEqual([
    `no webhook of ${service} is set → set it to ${right}, HTTP POST`,
  ]);
});

test("a messaging service that defers to its senders is read by theirs", async () => {
  const answers = {
    ...pooled(
      { use_inbound_webhook_on_number: true },
      [{ sid: "PN1" }],
      [{ sid: "XE1", sender: "whatsapp:+15005550007" }],
    ),
    [`${account}/IncomingPhoneNumbers/PN1.json`]: {
      body: { sid: "PN1", phone_number: "+15005550006", sms_url: right, sms_fallback_url: right },
    },
    [`${messaging}/v2/Channels/Senders/XE1`]: {
      body: {
        sid: "XE1",
        sender_id: "whatsapp:+15005550007",
        status: "ONLINE",
        webhook: { callback_url: webhook, callback_method: "POST", fallback_url: right },
      },
    },
  };
  expect(faultsOf(await examined(from(service), answers), "twilio")).toEqual([
    `the webhook of whatsapp:+15005550007 is ${webhook} → set it to ${right}, HTTP POST`,
  ]);
});

test("a messaging service that is not there, or has nobody to send, is named", async () => {
  expect(faultsOf(await examined(from(service), active), "twilio")).toEqual([
    `messaging service ${service} cannot be read (404) → correct TWILIO_FROM, or take the account that has it`,
  ]);
  const onWhatsApp = pooled({}, [{ sid: "PN1" }], []);
  expect(faultsOf(await examined(from(`whatsapp:${service}`), onWhatsApp), "twilio")).toEqual([
    `messaging service ${service} has no WhatsApp sender → add one to its Sender Pool`,
  ]);
});

const sender = (fields: object): Answers => ({
  ...active,
  ...noServices,
  [`${messaging}/v2/Channels/Senders?Channel=whatsapp&PageSize=100`]: list("senders", [
    { sid: "XE1", sender_id: "whatsapp:+15005550006", status: "ONLINE", ...fields },
  ]),
  [`${messaging}/v2/Channels/Senders/XE1`]: {
    body: {
      sid: "XE1",
      sender_id: "whatsapp:+15005550006",
      status: "ONLINE",
      webhook: { callback_url: right, callback_method: "POST", fallback_url: right, fallback_method: "POST" },
    },
  },
});

test("a WhatsApp sender has to be online, and has a webhook of its own", async () => {
  expect(faultsOf(await examined(from("whatsapp:+15005550006"), sender({})), "twilio")).toEqual([]);
  const offline = await examined(from("whatsapp:+15005550006"), sender({ status: "OFFLINE" }));
  expect(faultsOf(offline, "twilio")).toEqual([
    "whatsapp:+15005550006 is OFFLINE → the Console tells why, under WhatsApp senders",
  ]);
  expect(faultsOf(await examined(from("whatsapp:+15005550009"), sender({})), "twilio")).toEqual([
    "TWILIO_FROM whatsapp:+15005550009 is no WhatsApp sender of this account → correct TWILIO_FROM, or take the account that has it",
  ]);
});

test("the sandbox's webhook and a name are for people to look at", async () => {
  expect(notesOf(await examined(from("whatsapp:+14155238886"), active), "twilio")).toEqual([
    `only the Console shows the webhook of Twilio's sandbox: it has to be ${right}`,
  ]);
  expect(notesOf(await examined(from("DarLina"), active), "twilio")).toEqual([
    "DarLina is a name: shoppers cannot answer it",
  ]);
});

test("templates are approved, and have as many placeholders as values are given", async () => {
  const [good, waiting, other] = ["2", "3", "4"].map((digit) => `HX${digit.repeat(32)}`);
  const templates: Templates = {
    "reservation.reminder": {
      values: ["{product}", "{until}"],
      twilio: { fr: good, ar: waiting, en: other },
    },
  };
  const content = "https://content.twilio.com/v1/Content";
  const approval = (status: string) => ({ body: { whatsapp: { status } } });
  const words = (body: string) => ({ body: { types: { "twilio/text": { body } } } });
  const found = await examined(
    from("whatsapp:+15005550006"),
    {
      ...sender({}),
      [`${content}/${good}`]: words("{{1}} vous attend jusqu'à {{2}}."),
      [`${content}/${good}/ApprovalRequests`]: approval("approved"),
      [`${content}/${waiting}`]: words("{{1}} {{2}}"),
      [`${content}/${waiting}/ApprovalRequests`]: approval("pending"),
      [`${content}/${other}`]: words("{{1}} waits."),
      [`${content}/${other}/ApprovalRequests`]: approval("approved"),
    },
    { templates },
  );
  expect(faultsOf(found, "twilio")).toEqual([
    `template ${waiting} is pending → submit it to WhatsApp in the Content Template Builder`,
    `template ${other}: 1 placeholder(s) at Twilio, 2 value(s) in locales/templates.yaml → make both the same`,
  ]);
});

test("an account that is not accepted is asked nothing more", async () => {
  expect(faultsOf(await examined(from("+15005550006"), {}), "twilio")).toEqual([
    "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not accepted (404) → copy both from the Console's first page",
  ]);
});
