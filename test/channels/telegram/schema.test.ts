import { expect, test } from "@jest/globals";
import { faultsOf } from "../../../sandbox/vendors/telegram/schema.ts";

const chat = { chat_id: 1, text: "a" };
const button = (fields: object) => ({
  ...chat,
  reply_markup: { inline_keyboard: [[{ text: "a", ...fields }]] },
});

test.each<[string, string, object]>([
  ["no text", "sendMessage", { chat_id: 1 }],
  ["an empty text", "sendMessage", { ...chat, text: "" }],
  ["a long text", "sendMessage", { ...chat, text: "a".repeat(4097) }],
  ["a text of emoji that is long in UTF-16", "sendMessage", { ...chat, text: "👗".repeat(2049) }],
  ["an unknown field", "sendMessage", { ...chat, txt: "a" }],
  [
    "a long caption",
    "sendPhoto",
    { chat_id: 1, photo: "https://a.example/a.png", caption: "a".repeat(1025) },
  ],
  ["long data", "sendMessage", button({ callback_data: "é".repeat(33) })],
  ["no data", "sendMessage", button({})],
  ["two actions", "sendMessage", button({ callback_data: "a", url: "https://a.example" })],
  ["an unknown method", "sendCard", {}],
])("the schema finds %s", (_, method, payload) => {
  expect(faultsOf(method, payload)).not.toEqual([]);
});

test("and has nothing against the longest that is allowed", () => {
  expect(
    faultsOf("sendMessage", { ...button({ callback_data: "é".repeat(32) }), text: "👗".repeat(2048) }),
  ).toEqual([]);
});
