import { expect, test } from "@jest/globals";
import { type Answers, examined, faultsOf, notesOf, origin } from "./examined.ts";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const resend = {
  RESEND_API_KEY: "re_1",
  RESEND_WEBHOOK_SECRET: secret,
  RESEND_FROM: "Dar Lina <bonjour@shop.example>",
};
const api = "https://api.resend.com";
const url = `${origin}/webhooks/resend`;
const events = [
  "email.received",
  "email.sent",
  "email.delivered",
  "email.delivery_delayed",
  "email.bounced",
  "email.failed",
  "email.suppressed",
  "email.complained",
];
const domain = {
  id: "d1",
  name: "shop.example",
  status: "verified",
  capabilities: { sending: "enabled", receiving: "enabled" },
};
const webhook = { id: "w1", endpoint: url, status: "enabled", events };
const list = (data: object[], has_more = false) => ({ body: { object: "list", has_more, data } });

const team = (more: Answers = {}): Answers => ({
  [`${api}/domains?limit=100`]: list([domain]),
  [`${api}/webhooks?limit=100`]: list([webhook]),
  [`${api}/webhooks/w1`]: { body: { object: "webhook", ...webhook, signing_secret: secret } },
  ...more,
});

test("a domain that sends and receives, and a webhook with its secret, are well", async () => {
  const found = await examined(resend, team());
  expect(faultsOf(found, "resend")).toEqual([]);
  expect(notesOf(found, "resend")).toEqual([]);
});

test("a domain is looked for on every page", async () => {
  const answers = team({
    [`${api}/domains?limit=100`]: list([{ ...domain, id: "d0", name: "other.example" }], true),
    [`${api}/domains?limit=100&after=d0`]: list([domain]),
  });
  expect(faultsOf(await examined(resend, answers), "resend")).toEqual([]);
});

test("a domain that is not verified or does not receive, and one that is not there, are named", async () => {
  const pending = {
    ...domain,
    status: "pending",
    capabilities: { sending: "enabled", receiving: "disabled" },
  };
  const found = await examined(resend, team({ [`${api}/domains?limit=100`]: list([pending]) }));
  expect(faultsOf(found, "resend")).toEqual([
    "shop.example is pending → add its DNS records as Resend shows them, and wait",
    "shop.example does not receive → switch on Receiving in Resend, and add its MX record",
  ]);
  expect(
    faultsOf(await examined(resend, team({ [`${api}/domains?limit=100`]: list([]) })), "resend"),
  ).toEqual([
    "shop.example of RESEND_FROM is not among the domains → add the domain and its DNS records in Resend, or correct RESEND_FROM",
  ]);
});

test("a webhook that is off, hears of too little, or has another secret, is named", async () => {
  const ill = { ...webhook, status: "disabled", events: ["email.delivered", ...events.slice(4)] };
  const found = await examined(
    resend,
    team({
      [`${api}/webhooks?limit=100`]: list([ill]),
      [`${api}/webhooks/w1`]: { body: { ...ill, signing_secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD" } },
    }),
  );
  expect(faultsOf(found, "resend")).toEqual([
    `the webhook ${url} is disabled → enable it in Resend`,
    "the webhook does not tell of email.received, email.sent, email.delivery_delayed → add to its events in Resend",
    "RESEND_WEBHOOK_SECRET is not that of this webhook → copy its Signing secret from Resend",
  ]);
  expect(
    faultsOf(await examined(resend, team({ [`${api}/webhooks?limit=100`]: list([]) })), "resend"),
  ).toEqual([`no webhook calls ${url} → add it in Resend, with all events that begin with email.`]);
});

test("a secret that was cut, and a key that may only send, are named", async () => {
  const cut = { ...resend, RESEND_WEBHOOK_SECRET: "whsec_MfKQ" };
  expect(faultsOf(await examined(cut, team()), "resend")[0]).toBe(
    "RESEND_WEBHOOK_SECRET is not whole → copy the Signing secret of the webhook again",
  );
  const restricted = { status: 401, body: { statusCode: 401, name: "restricted_api_key", message: "…" } };
  expect(
    faultsOf(await examined(resend, team({ [`${api}/domains?limit=100`]: restricted })), "resend"),
  ).toEqual(["RESEND_API_KEY may only send → make a key with full access"]);
});
