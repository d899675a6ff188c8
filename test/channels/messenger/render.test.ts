import { describe, expect, test } from "@jest/globals";
import { hashedValue } from "../../../channels/shared/short-value.ts";
import { type Card, type Choice, type Content, toActivity } from "../../../models/activity.ts";
import { encodePayload } from "../../../models/payload.ts";
import { faultsOf } from "../../../sandbox/vendors/messenger/schema.ts";
import { messengerOf, psid, publicUrl } from "./stand-in.ts";

const requests = (content: Content, options = {}) =>
  messengerOf(options).channel.render(toActivity(content, "fr"));
/** The messages of a content, without what they are sent with. */
const messages = (content: Content, options = {}) =>
  requests(content, options).map(({ body }) => (body as { message: Record<string, unknown> }).message);

const start = (title: string): Choice => ({
  title,
  value: encodePayload({ kind: "start", flow: "order.track", slots: { number: title } }),
});
const answer = (title: string): Choice => ({
  title,
  value: encodePayload({ kind: "answer", flow: "cod.confirm", frame: "f3", slots: { answer: title } }),
});
const many = (count: number, choice: (title: string) => Choice): Choice[] =>
  Array.from({ length: count }, (_, place) => choice(`Ville ${place + 1}`));
const replyOf = ({ title, value }: Choice) => ({ content_type: "text", title, payload: value });
const card = (title: string, fields: Partial<Card> = {}): Card => ({
  title,
  buttons: [start("Voir")],
  ...fields,
});
const generic = (...elements: object[]) => ({
  attachment: { type: "template", payload: { template_type: "generic", elements } },
});
const button = { type: "postback", title: "Voir", payload: start("Voir").value };
const picture = { url: "/media/lina.jpg", alt: "La robe Lina, en bleu" };
const shown = { attachment: { type: "image", payload: { url: `${publicUrl}/media/lina.jpg` } } };
const invoice = { url: "/files/facture.pdf", name: "facture.pdf", contentType: "application/pdf" };
const file = { attachment: { type: "file", payload: { url: `${publicUrl}/files/facture.pdf` } } };

describe("words", () => {
  test.each(["Où est ma commande ? 👗", "أين طلبيتي؟ 🛍️"])("%s", (text) => {
    expect(messages({ text })).toEqual([{ text }]);
  });

  test.each([
    ["French", "La robe est là. "],
    ["Arabic", "الفستان متوفر. "],
    ["emoji", "👩‍👩‍👧‍👦 "],
  ])("a long text in %s is several", (_, sentence) => {
    const text = sentence.repeat(500).trim();
    const pieces = messages({ text }).map((message) => message.text as string);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join(" ")).toBe(text);
  });

  test("a request for a place is words: there is no button for it", () => {
    expect(messages({ text: "Où êtes-vous ?", asksLocation: true })).toEqual([{ text: "Où êtes-vous ?" }]);
  });

  test("a template is its text", () => {
    const template = { name: "order_shipped", language: "fr", values: ["10042"] };
    expect(messages({ text: "La commande 10042 est partie.", template })).toEqual([
      { text: "La commande 10042 est partie." },
    ]);
  });

  test("nothing is nothing", () => {
    expect(messages({})).toEqual([]);
  });
});

describe("choices", () => {
  test.each([
    ["two", "Confirmez-vous ?", [answer("Oui"), answer("Non")]],
    ["two in Arabic", "هل تؤكد الطلب؟", [answer("نعم"), answer("لا")]],
    ["13", "Où ?", many(13, start)],
  ])("%s are quick replies", (_, text, choices) => {
    expect(messages({ text, choices })).toEqual([{ text, quick_replies: choices.map(replyOf) }]);
  });

  test("they are under the last piece of a long text", () => {
    const [first, last] = messages({ text: "Voilà une phrase. ".repeat(200), choices: [answer("Oui")] });
    expect(first).not.toHaveProperty("quick_replies");
    expect(last).toHaveProperty("quick_replies", [replyOf(answer("Oui"))]);
  });

  test("more are numbers in the text", () => {
    const [message] = messages({ text: "Où ?", choices: many(14, answer) });
    expect(message).toEqual({
      text: `Où ?\n${many(14, answer)
        .map(({ title }, place) => `${place + 1}. ${title}`)
        .join("\n")}`,
    });
  });

  test("a title that is too long is read in the text, and begins with its number there", () => {
    const choices = [start("Casablanca, boulevard Zerktouni"), start("Fès")];
    expect(messages({ text: "Quel magasin ?", choices })).toEqual([
      {
        text: "Quel magasin ?\n1. Casablanca, boulevard Zerktouni\n2. Fès",
        quick_replies: [
          { ...replyOf(choices[0]!), title: "1. Casablanca, boul…" },
          { ...replyOf(choices[1]!), title: "2. Fès" },
        ],
      },
    ]);
  });

  test("without words, their titles are the words", () => {
    expect(messages({ choices: [answer("Oui"), answer("Non")] })).toEqual([
      { text: "1. Oui\n2. Non", quick_replies: [answer("Oui"), answer("Non")].map(replyOf) },
    ]);
  });

  test("a payload that is too long is its hash", () => {
    const choice = { title: "Oui", value: `start:order.track?note=${"é".repeat(500)}` };
    expect(messages({ text: "?", choices: [choice] })).toEqual([
      { text: "?", quick_replies: [{ ...replyOf(choice), payload: hashedValue(choice.value) }] },
    ]);
  });
});

describe("cards", () => {
  test("one has its price before its other words", () => {
    const content = card("Robe Lina", { image: "/a.jpg", price: "349 MAD", subtitle: "Tailles 38, 40" });
    expect(messages({ text: "Voici :", cards: [content] })).toEqual([
      { text: "Voici :" },
      generic({
        title: "Robe Lina",
        subtitle: "349 MAD – Tailles 38, 40",
        image_url: `${publicUrl}/a.jpg`,
        buttons: [button],
      }),
    ]);
  });

  test("more than ten are several messages", () => {
    const cards = Array.from({ length: 23 }, (_, place) => card(`Robe ${place}`));
    const elements = cards.map(({ title }) => ({ title, buttons: [button] }));
    expect(messages({ cards })).toEqual([
      generic(...elements.slice(0, 10)),
      generic(...elements.slice(10, 20)),
      generic(...elements.slice(20)),
    ]);
  });

  test("choices are under the last of them", () => {
    expect(messages({ text: "Voici :", cards: [card("فستان")], choices: [start("Plus")] })).toEqual([
      { text: "Voici :" },
      { ...generic({ title: "فستان", buttons: [button] }), quick_replies: [replyOf(start("Plus"))] },
    ]);
  });

  test("one with more than three buttons is shown again with the others", () => {
    const buttons = ["Voir", "Tailles", "Réserver", "Partager"].map(start);
    const [message] = messages({ cards: [card("Robe Lina", { buttons })] });
    const titles = buttons.map(({ title, value }) => ({ type: "postback", title, payload: value }));
    expect(message).toEqual(
      generic(
        { title: "Robe Lina", buttons: titles.slice(0, 3) },
        { title: "Robe Lina", buttons: titles.slice(3) },
      ),
    );
  });

  test("what does not fit is read whole in the text", () => {
    const subtitle = `Magasin ouvert ${"du lundi au samedi, ".repeat(5)}de 9 h à 20 h`;
    const [words, carousel] = messages({ cards: [card("Maârif", { subtitle })] });
    expect(words).toEqual({ text: `Maârif – ${subtitle}` });
    expect(carousel).toMatchObject(generic({ title: "Maârif", buttons: [button] }));
  });

  test.each<[string, Partial<Card>]>([
    ["a title only", {}],
    ["a picture that cannot be fetched", { image: "/a.jpg" }],
  ])("one with %s is words", (_, fields) => {
    const content = { cards: [card("Robe Lina", { buttons: [], ...fields }), card("Robe Salma")] };
    expect(messages(content, { publicUrl: undefined })).toEqual([
      { text: "Robe Lina" },
      generic({ title: "Robe Salma", buttons: [button] }),
    ]);
  });

  test("one with a title and a picture is shown", () => {
    expect(
      messages({ cards: [card("Robe Lina", { buttons: [], image: "https://cdn.example/a.jpg" })] }),
    ).toEqual([generic({ title: "Robe Lina", image_url: "https://cdn.example/a.jpg" })]);
  });

  test("where choices have numbers, the cards on offer have the ones before", () => {
    const cards = [
      card("Robe Lina", { price: "349 MAD" }),
      card("Sans bouton", { price: "1 MAD", buttons: [] }),
    ];
    const [words] = messages({ text: "Voici :", cards, choices: many(14, start) });
    expect(words!.text).toMatch(/^Voici :\n1\. Robe Lina – 349 MAD\n2\. Ville 1\n/);

    const long = [start("Voir toutes les robes de l’été")];
    expect(messages({ cards, choices: long }).at(-1)).toHaveProperty(
      "quick_replies.0.title",
      "2. Voir toutes les…",
    );
  });

  test("unless a question is open: then only its answers have numbers", () => {
    const [words] = messages({ text: "Laquelle ?", cards: [card("Robe Lina")], choices: many(14, answer) });
    expect(words!.text).toMatch(/^Laquelle \?\n1\. Ville 1\n/);
  });
});

describe("pictures and documents", () => {
  test.each<[string, Content, object[]]>([
    ["a picture", { image: picture }, [shown, { text: picture.alt }]],
    [
      "a picture with words",
      { text: "Elle est là.", image: picture },
      [shown, { text: `${picture.alt}\n\nElle est là.` }],
    ],
    [
      "a picture that the words describe",
      { text: `Voici ${picture.alt}.`, image: picture },
      [shown, { text: `Voici ${picture.alt}.` }],
    ],
    ["a picture without words", { image: { ...picture, alt: "" } }, [shown]],
    [
      "a picture without words, with choices",
      { image: { ...picture, alt: "" }, choices: [answer("Oui")] },
      [{ ...shown, quick_replies: [replyOf(answer("Oui"))] }],
    ],
    ["a document", { document: invoice }, [file]],
    [
      "a document with words",
      { text: "Votre facture :", document: invoice },
      [{ text: "Votre facture :" }, file],
    ],
    [
      "a document whose address does not name it",
      { text: "Votre facture :", document: { ...invoice, url: "/files/7f3a" } },
      [
        { text: "Votre facture :\nfacture.pdf" },
        { attachment: { type: "file", payload: { url: `${publicUrl}/files/7f3a` } } },
      ],
    ],
  ])("%s", (_, content, expected) => {
    expect(messages(content)).toEqual(expected);
  });

  test("what cannot be fetched from outside is named", () => {
    expect(messages({ image: picture, document: invoice }, { publicUrl: undefined })).toEqual([
      { text: `${picture.alt}\nfacture.pdf` },
    ]);
  });
});

describe("requests", () => {
  test("each has a key of its own, the same each time", () => {
    const content = { text: "Voici :", image: picture, cards: [card("Robe Lina")] };
    expect(requests(content).map(({ key }) => key)).toEqual(["1", "2", "3"]);
    expect(requests(content)).toEqual(requests(content));
  });

  test("the bot's are responses, a person's say so", () => {
    const { channel } = messengerOf();
    const typeOf = (channelData: object) =>
      channel.render({ type: "message", text: "a", channelData })[0]!.body;
    expect(typeOf({})).toEqual({ messaging_type: "RESPONSE", message: { text: "a" } });
    expect(typeOf({ humanAgent: "yes" })).toHaveProperty("messaging_type", "RESPONSE");
    expect(typeOf({ humanAgent: true })).toEqual({
      messaging_type: "MESSAGE_TAG",
      tag: "HUMAN_AGENT",
      message: { text: "a" },
    });
  });
});

const long = (word: string): string => `${word} `.repeat(700).trim();
test.each<[string, Content]>([
  ["a long text", { text: long("commande") }],
  ["a long text in Arabic", { text: long("الطلبية") }],
  ["a long text without a space", { text: "ا".repeat(9000) }],
  [
    "long choices",
    { text: "?", choices: [answer(long("oui")), answer("👩‍👩‍👧‍👦".repeat(9)), answer("لا".repeat(30))] },
  ],
  ["many choices", { text: "?", choices: many(300, start) }],
  [
    "long cards",
    { cards: [card(long("Robe"), { subtitle: long("bleue"), price: long("349"), image: "/a.jpg" })] },
  ],
  [
    "many cards with many buttons",
    {
      cards: Array.from({ length: 31 }, () => card("Robe", { buttons: many(7, start) })),
      choices: many(13, start),
    },
  ],
  [
    "all at once",
    {
      text: long("Voici"),
      image: picture,
      document: invoice,
      cards: [card("Robe")],
      choices: many(20, start),
    },
  ],
])("%s is within Meta's limits", (_, content) => {
  const bodies = requests(content).map(({ body }) => ({ recipient: { id: psid }, ...(body as object) }));
  expect(bodies.length).toBeGreaterThan(0);
  expect(bodies.map(faultsOf)).toEqual(bodies.map(() => []));
});
