import { expect, test } from "@jest/globals";
import { type Answers, examined, faultsOf } from "./examined.ts";
import { app, graph, metaApp, refusal, subscriptionOf } from "./meta.ts";

const messenger = {
  MESSENGER_PAGE_TOKEN: "EAAM",
  MESSENGER_PAGE_ID: "682498302938465",
  MESSENGER_APP_SECRET: "s",
  MESSENGER_VERIFY_TOKEN: "v",
};
const fields = [
  "messages",
  "messaging_postbacks",
  "messaging_referrals",
  "message_deliveries",
  "message_reads",
  "message_echoes",
];
const page = (more: Answers = {}, scopes = ["pages_messaging", "pages_manage_metadata"]): Answers => ({
  ...metaApp("EAAM", { scopes, subscription: subscriptionOf("page", "messenger", fields) }),
  [`${graph}/me?fields=id,name`]: { body: { id: "682498302938465", name: "Dar Lina" } },
  [`${graph}/me/subscribed_apps`]: {
    body: { data: [{ id: app, name: "Dar Lina", subscribed_fields: fields }] },
  },
  ...more,
});

test("a page is well that is subscribed to the app", async () => {
  expect(faultsOf(await examined(messenger, page()), "messenger")).toEqual([]);
});

test("a page that another app hears, and one that tells of too little, are named", async () => {
  const other = page({
    [`${graph}/me/subscribed_apps`]: { body: { data: [{ id: "43", subscribed_fields: fields }] } },
  });
  expect(faultsOf(await examined(messenger, other), "messenger")).toEqual([
    "the page is not subscribed to app 42 → add the page in the app's Messenger settings",
  ]);
  const few = page({
    [`${graph}/me/subscribed_apps`]: { body: { data: [{ id: app, subscribed_fields: fields.slice(0, 5) }] } },
  });
  expect(faultsOf(await examined(messenger, few), "messenger")).toEqual([
    "the page is not subscribed to message_echoes → Add subscriptions, beside the page's token in the app's Messenger settings",
  ]);
});

test("without pages_manage_metadata the page cannot be subscribed, nor that be read", async () => {
  const answers = page({ [`${graph}/me/subscribed_apps`]: refusal(200) }, ["pages_messaging"]);
  expect(faultsOf(await examined(messenger, answers), "messenger")).toEqual([
    "MESSENGER_PAGE_TOKEN lacks pages_manage_metadata → make a token with this permission",
    "what the page is subscribed to cannot be read (400) → make a token with pages_manage_metadata and pages_show_list",
  ]);
});

test("a token of another page is named", async () => {
  const answers = page({ [`${graph}/me?fields=id,name`]: { body: { id: "9", name: "Other" } } });
  expect(faultsOf(await examined(messenger, answers), "messenger")).toEqual([
    "MESSENGER_PAGE_TOKEN is of page 9, and MESSENGER_PAGE_ID is 682498302938465 → take both from the same page",
  ]);
});

test("where a page has other apps, the id of ours is checked, and that we hear who has a conversation", async () => {
  const found = await examined({ ...messenger, MESSENGER_APP_ID: "43" }, page());
  expect(faultsOf(found, "messenger")).toEqual([
    "MESSENGER_APP_ID is 43, and the token is of app 42 → set it to 42",
    "the webhook is not subscribed to messaging_handovers, standby → subscribe page to them",
  ]);
});
