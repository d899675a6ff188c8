import { expect, test } from "@jest/globals";
import type { Templates } from "../../../models/templates.ts";
import { type Answers, examined, faultsOf, notesOf, origin } from "./examined.ts";
import { app, graph, metaApp, refusal, subscriptionOf } from "./meta.ts";

const id = "106540352242922";
const whatsapp = {
  WHATSAPP_PHONE_NUMBER_ID: id,
  WHATSAPP_ACCESS_TOKEN: "EAAG",
  WHATSAPP_APP_SECRET: "secret",
  WHATSAPP_VERIFY_TOKEN: "verify",
};
const scopes = ["whatsapp_business_messaging", "whatsapp_business_management"];
const webhook = `${origin}/webhooks/whatsapp`;
const subscription = subscriptionOf("whatsapp_business_account", "whatsapp", [
  "messages",
  "user_preferences",
]);
const whole = `${graph}/${id}?fields=display_phone_number,platform_type,webhook_configuration,health_status`;
const least = `${graph}/${id}?fields=display_phone_number`;
const health = (waba: object = {}) => ({
  can_send_message: "AVAILABLE",
  entities: [
    { entity_type: "PHONE_NUMBER", id, can_send_message: "AVAILABLE" },
    { entity_type: "WABA", id: "77", can_send_message: "AVAILABLE", ...waba },
  ],
});
const told = {
  display_phone_number: "+212 5 22 00 00 00",
  platform_type: "CLOUD_API",
  webhook_configuration: { application: webhook },
  health_status: health(),
  id,
};
const templatesUrl = `${graph}/77/message_templates?fields=name,language,status,components&limit=100`;

/** A number that is well, of account 77. */
const number = (fields: object = {}, more: Answers = {}): Answers => ({
  ...metaApp("EAAG", { scopes, subscription }),
  [whole]: { body: { ...told, ...fields } },
  [`${graph}/77/subscribed_apps`]: {
    body: { data: [{ whatsapp_business_api_data: { id: app, name: "Dar Lina" } }] },
  },
  ...more,
});

test("a number is well with a token that does not end, its webhook and its app", async () => {
  const found = await examined(whatsapp, number());
  expect(faultsOf(found, "whatsapp")).toEqual([]);
  expect(found.at(-1)!.findings.map(({ what }) => what)).toContain("the number is of WhatsApp account 77");
});

test("a token that ends, and a permission that lacks, are named", async () => {
  const token = { expires_at: 1_795_000_000 };
  const answers = number({}, metaApp("EAAG", { token, scopes: [], subscription }));
  expect(faultsOf(await examined(whatsapp, answers), "whatsapp")).toEqual([
    "WHATSAPP_ACCESS_TOKEN ends 2026-11-18T11:06:40.000Z: it is over → make one that does not end, of a system user",
    "WHATSAPP_ACCESS_TOKEN lacks whatsapp_business_messaging → make a token with this permission",
    "WHATSAPP_ACCESS_TOKEN lacks whatsapp_business_management → make a token with this permission",
  ]);
});

test("a webhook that leads elsewhere, or tells of too little, is named", async () => {
  const other = { ...subscription, callback_url: "https://old.example/hook", fields: [{ name: "messages" }] };
  const answers = number({}, metaApp("EAAG", { scopes, subscription: other }));
  expect(faultsOf(await examined(whatsapp, answers), "whatsapp")).toEqual([
    `the webhook is https://old.example/hook → set it to ${webhook}, with the verify token of this server`,
    "the webhook is not subscribed to user_preferences → subscribe whatsapp_business_account to it",
  ]);
});

test("an override of the number or its account counts, and the app's own webhook does not", async () => {
  const away = { webhook_configuration: { application: webhook, phone_number: "https://old.example/hook" } };
  expect(faultsOf(await examined(whatsapp, number(away)), "whatsapp")).toEqual([
    `an override leads the webhook to https://old.example/hook → set it to ${webhook}, or take it away`,
  ]);
  const here = { webhook_configuration: { whatsapp_business_account: webhook } };
  const apps = { ...subscription, callback_url: "https://old.example/hook" };
  const found = await examined(whatsapp, number(here, metaApp("EAAG", { scopes, subscription: apps })));
  expect(faultsOf(found, "whatsapp")).toEqual([]);
  expect(notesOf(found, "whatsapp")).toEqual(["the app's own webhook is https://old.example/hook"]);
});

test("another app's secret, and another number's id, are named", async () => {
  const answers = number({}, { [`${graph}/${app}/subscriptions`]: refusal(190) });
  delete answers[whole];
  expect(faultsOf(await examined(whatsapp, answers), "whatsapp")).toEqual([
    `WHATSAPP_PHONE_NUMBER_ID ${id} cannot be read (404) → copy the id of the number, not the number, and give its account to the system user`,
    "WHATSAPP_APP_SECRET is not accepted as the secret of app 42 (400) → copy it from App settings, Basic",
  ]);
});

test("a number of which Meta tells little is a number still, and its account is looked for", async () => {
  const granted = { granular_scopes: [{ scope: scopes[1], target_ids: ["76", "77"] }] };
  const answers = number(
    {},
    {
      ...metaApp("EAAG", { token: granted, scopes, subscription }),
      [whole]: refusal(100),
      [least]: { body: { display_phone_number: told.display_phone_number, id } },
      [`${graph}/76/phone_numbers?fields=id&limit=100`]: { body: { data: [{ id: "1" }] } },
      [`${graph}/77/phone_numbers?fields=id&limit=100`]: { body: { data: [{ id }] } },
    },
  );
  const found = await examined(whatsapp, answers);
  expect(faultsOf(found, "whatsapp")).toEqual([]);
  expect(notesOf(found, "whatsapp")).toEqual([
    "Meta does not tell of its registration, overrides and health: they were not looked at",
  ]);
  expect(found.at(-1)!.findings.map(({ what }) => what)).toContain("the number is of WhatsApp account 77");
});

test("a token that was given for another account than the number's is named", async () => {
  const granted = { granular_scopes: [{ scope: scopes[1], target_ids: ["76"] }] };
  const answers = number(
    { health_status: undefined },
    {
      ...metaApp("EAAG", { token: granted, scopes, subscription }),
      [`${graph}/76/phone_numbers?fields=id&limit=100`]: { body: { data: [] } },
    },
  );
  expect(faultsOf(await examined(whatsapp, answers), "whatsapp")).toEqual([
    "the token is for WhatsApp account 76, which does not own the number → give the account of the number to the system user, and make a new token",
  ]);
});

test("a number that is not registered, or may not send, is named with Meta's own words", async () => {
  const error = {
    error_code: 141006,
    error_description: "There is an error with the payment method.",
    possible_solution: "Add a new payment method to the account.",
  };
  const blocked = health({ can_send_message: "BLOCKED", errors: [error] });
  const answers = number({ platform_type: "NOT_APPLICABLE", health_status: blocked });
  expect(faultsOf(await examined(whatsapp, answers), "whatsapp")).toEqual([
    `the number is not registered for the Cloud API (NOT_APPLICABLE) → POST to ${id}/register (docs/channels/whatsapp.md, 133010)`,
    "WhatsApp account 77 is BLOCKED: There is an error with the payment method. (141006) → Add a new payment method to the account.",
  ]);
});

test("an account that another app is subscribed to does not tell ours", async () => {
  const answers = number(
    {},
    {
      [`${graph}/77/subscribed_apps`]: {
        body: { data: [{ whatsapp_business_api_data: { id: "43", name: "Old" } }] },
      },
    },
  );
  expect(faultsOf(await examined(whatsapp, answers), "whatsapp")).toEqual([
    "app 42 is not subscribed to WhatsApp account 77 → POST to v25.0/77/subscribed_apps with its token (docs/channels/whatsapp.md)",
  ]);
});

const body = (text: string) => [{ type: "BODY", text }];
const template = (name: string, components: object[], more: object = {}) => ({
  name,
  language: "fr",
  status: "APPROVED",
  components,
  ...more,
});
const named = (name: string, values: string[]): Templates[string] => ({
  values,
  whatsapp: { name, languages: { fr: "fr" } },
});

test("templates are approved, on whichever page, and have a placeholder in the body for each value", async () => {
  const templates: Templates = {
    a: named("good", ["{product}", "{until}"]),
    b: named("paused", []),
    c: named("short", ["{product}"]),
    d: named("by_name", ["{product}"]),
    e: named("picture", []),
    f: named("unknown", []),
  };
  const pages: Answers = {
    [templatesUrl]: {
      body: {
        data: [
          template("good", body("{{1}} vous attend jusqu'à {{2}}. {{1}} !")),
          template("paused", body("Bonjour"), { status: "PAUSED" }),
          template("short", body("Bonjour")),
        ],
        paging: {
          cursors: { before: "MA", after: "Mg==" },
          next: "https://graph.facebook.com/v25.0/77/message_templates?access_token=EAAG&after=Mg",
        },
      },
    },
    [`${templatesUrl}&after=Mg%3D%3D`]: {
      body: {
        data: [
          template("by_name", body("{{product}} vous attend")),
          template("picture", [{ type: "HEADER", format: "IMAGE" }, ...body("Bonjour")]),
        ],
        paging: { cursors: { before: "Mg", after: "Mw" } },
      },
    },
  };
  const found = await examined(whatsapp, number({}, pages), { templates });
  expect(faultsOf(found, "whatsapp")).toEqual([
    "template paused (fr) is PAUSED → the WhatsApp Manager tells why, and lets it be changed",
    "template short (fr): 0 placeholder(s) at Meta, 1 value(s) in locales/templates.yaml → make both the same",
    "template by_name (fr) has placeholders with names → make it anew with {{1}}, {{2}}, …",
    "template picture (fr) wants something in its header or a button → make it anew with placeholders in its body only",
    "template unknown (fr) is not at Meta → make it in the WhatsApp Manager, or correct locales/templates.yaml",
  ]);
});
