import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { ChannelName } from "../../../sandbox/channels.ts";
import type { Deed } from "../../../sandbox/deeds.ts";
import { openStage, type Stage } from "./stage.ts";

// What shoppers send is fetched from the stand-ins, as the vendors give it, and kept.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** The files of the newest message of a channel. */
async function kept(channel: string) {
  const { store } = stage.app;
  const found = await store.byOwner("demo", "bot");
  const { id } = found.map(({ conversation }) => conversation).findLast((one) => one.channel === channel)!;
  const rows = await store.transcript(id, 0);
  return rows.flatMap((row) => (row.from === "shopper" ? [row] : []));
}

const picture: Deed = { kind: "image", caption: undefined };
const document: Deed = { kind: "file", name: "facture.pdf", caption: undefined };
const senders: [ChannelName, string, string][] = [
  ["whatsapp", "+212699002001", "whatsapp"],
  ["messenger", "5275811702472001", "messenger"],
  ["telegram", "2001", "telegram"],
  ["sms", "+212699002002", "twilio"],
  ["twilio-whatsapp", "+212699002003", "twilio"],
  ["email", "photo@example.com", "email"],
];

test.each(senders)("%s: a picture and a document", async (channel, from, name) => {
  await stage.does(channel, from, picture);
  await stage.does(channel, from, document);
  const rows = JSON.stringify(await kept(name));
  expect(rows).toMatch(/"mediaId":"[\w-]{32}\.jpg"/);
  expect(rows).toMatch(/"mediaId":"[\w-]{32}\.pdf"/);
});
