import { expect, test } from "@jest/globals";
import { faultsOf, faultsOfProfile } from "../../../sandbox/vendors/messenger/schema.ts";
import { fixtureText } from "./stand-in.ts";

interface Item {
  name: string;
  item?: Item[];
  request?: { body: { raw: string } };
}
const collection: Item & { auth: { type: string } } = JSON.parse(
  fixtureText("messenger-platform-api.postman_collection")
    .replaceAll("<PATH_TO_ASSET>", "https://a.example/a.png")
    .replaceAll(String.raw`\"<IS_REUSABLE?>\"`, "true"),
);
/** The media template is not for us. */
const sends = collection.item![0]!.item!.filter(({ name }) => name !== "Media Template");

test.each(sends.map(({ name, request }) => [name, request!.body.raw]))(
  "the schema has nothing against Meta's own %s",
  (_, raw) => {
    expect(faultsOf({ messaging_type: "RESPONSE", ...JSON.parse(raw) })).toEqual([]);
  },
);

test("Meta's own collection sends the token in the header", () => {
  expect(collection.auth.type).toBe("bearer");
});

const send = (message: object, fields: object = {}) => ({
  recipient: { id: "1" },
  messaging_type: "RESPONSE",
  message,
  ...fields,
});
const reply = { content_type: "text", title: "a", payload: "a" };
const generic = (elements: object[]) =>
  send({ attachment: { type: "template", payload: { template_type: "generic", elements } } });
const element = { title: "a", subtitle: "a" };
const button = { type: "postback", title: "a", payload: "a" };

test.each<[string, object]>([
  ["no text", send({})],
  ["an empty text", send({ text: "" })],
  ["a long text", send({ text: "a".repeat(2001) })],
  [
    "a text beside an attachment",
    send({ text: "a", attachment: { type: "file", payload: { url: "https://a" } } }),
  ],
  ["an unknown field", send({ text: "a", txt: "a" })],
  ["14 quick replies", send({ text: "a", quick_replies: Array(14).fill(reply) })],
  ["a long title of one", send({ text: "a", quick_replies: [{ ...reply, title: "a".repeat(21) }] })],
  ["a long payload of one", send({ text: "a", quick_replies: [{ ...reply, payload: "a".repeat(1001) }] })],
  ["long metadata", send({ text: "a", metadata: "a".repeat(1001) })],
  ["a picture without an origin", send({ attachment: { type: "image", payload: { url: "/a.png" } } })],
  ["11 cards", generic(Array(11).fill(element))],
  ["a card with a title only", generic([{ title: "a" }])],
  ["a card with a long subtitle", generic([{ ...element, subtitle: "a".repeat(81) }])],
  ["a card with 4 buttons", generic([{ ...element, buttons: Array(4).fill(button) }])],
  ["a tag beside a response", send({ text: "a" }, { tag: "HUMAN_AGENT" })],
])("the schema finds %s", (_, body) => {
  expect(faultsOf(body)).not.toEqual([]);
});

test.each<[string, object]>([
  ["a menu without a default", { persistent_menu: [{ locale: "fr_FR" }] }],
  [
    "five questions",
    {
      ice_breakers: [{ locale: "default", call_to_actions: Array(5).fill({ question: "a", payload: "a" }) }],
    },
  ],
])("the schema of a profile finds %s", (_, fields) => {
  expect(faultsOfProfile({ get_started: { payload: "a" }, ...fields })).not.toEqual([]);
});
