import { expect, test } from "@jest/globals";
import { faultsOf } from "../../../sandbox/vendors/whatsapp/schema.ts";

// The check itself: what WhatsApp would refuse is found.

const to = { messaging_product: "whatsapp", recipient_type: "individual", to: "1" };
const interactive = (fields: object) => ({
  ...to,
  type: "interactive",
  interactive: { body: { text: "?" }, ...fields },
});
const reply = (id: string, title: string) => ({ type: "reply", reply: { id, title } });
const buttons = (...all: object[]) => interactive({ type: "button", action: { buttons: all } });
const list = (...rows: object[]) =>
  interactive({ type: "list", action: { button: "Choisir", sections: [{ rows }] } });
const template = (text: string) => ({
  ...to,
  type: "template",
  template: {
    name: "a",
    language: { policy: "deterministic", code: "fr" },
    components: [{ type: "body", parameters: [{ type: "text", text }] }],
  },
});

test.each<[string, object]>([
  ["a text", { ...to, type: "text", text: { body: "a".repeat(4096) } }],
  ["buttons", buttons(reply("1", "a".repeat(20)), reply("2", "B"))],
  ["a list", list({ id: "1", title: "A" }, { id: "2", title: "A", description: "a".repeat(72) })],
  [
    "a request for a place",
    interactive({ type: "location_request_message", action: { name: "send_location" } }),
  ],
  ["a template", template("1042")],
])("taken: %s", (_, sent) => {
  expect(faultsOf(sent)).toEqual([]);
});

test.each<[string, object]>([
  ["an empty text", { ...to, type: "text", text: { body: " " } }],
  ["too long a text", { ...to, type: "text", text: { body: "a".repeat(4097) } }],
  ["nobody to send to", { ...to, to: undefined, type: "text", text: { body: "a" } }],
  ["a field of another message", { ...to, type: "text", text: { body: "a" }, image: { link: "https://a" } }],
  ["too long a caption", { ...to, type: "image", image: { link: "https://a", caption: "a".repeat(1025) } }],
  ["a relative address", { ...to, type: "image", image: { link: "/a.jpg" } }],
  ["four buttons", buttons(...["1", "2", "3", "4"].map((one) => reply(one, one)))],
  ["no button", buttons()],
  ["two buttons of one title", buttons(reply("1", "A"), reply("2", "A"))],
  ["two buttons of one id", buttons(reply("1", "A"), reply("1", "B"))],
  ["too long a button", buttons(reply("1", "a".repeat(21)))],
  ["a button without words", buttons(reply("1", ""))],
  [
    "no words above buttons",
    interactive({ type: "button", body: { text: "" }, action: { buttons: [reply("1", "A")] } }),
  ],
  [
    "too many words above",
    interactive({ type: "button", body: { text: "a".repeat(1025) }, action: { buttons: [reply("1", "A")] } }),
  ],
  ["eleven rows", list(...Array.from({ length: 11 }, (_, at) => ({ id: `${at}`, title: "A" })))],
  ["two rows of one id", list({ id: "1", title: "A" }, { id: "1", title: "B" })],
  ["too long a row", list({ id: "1", title: "a".repeat(25) })],
  ["too long a description", list({ id: "1", title: "A", description: "a".repeat(73) })],
  ["a line break in a template", template("a\nb")],
  ["nothing in a template", template("")],
])("refused: %s", (_, sent) => {
  expect(faultsOf(sent)).not.toEqual([]);
});
