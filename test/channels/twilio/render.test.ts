import { describe, expect, test } from "@jest/globals";
import { segments } from "../../../channels/twilio/segments.ts";
import { type Card, type Choice, type Content, toActivity } from "../../../models/activity.ts";
import { encodePayload } from "../../../models/payload.ts";
import { faultsOf } from "../../../sandbox/vendors/twilio/schema.ts";
import { json, service, shop, twilioOf, withStandIn } from "./stand-in.ts";

const publicUrl = "https://shop.example";
const american = "+15005550006";
const whatsapp = `whatsapp:${shop}`;
const contentSid = "HX00000000000000000000000000000001";

const start = (title: string): Choice => ({
  title,
  value: encodePayload({ kind: "start", flow: "order.track", slots: {} }),
});
const answer = (title: string): Choice => ({
  title,
  value: encodePayload({ kind: "answer", flow: "size", frame: "f1", slots: { size: title } }),
});
const card = (title: string, fields: Partial<Card> = {}): Card => ({
  title,
  price: "349 MAD",
  buttons: [start("Voir")],
  ...fields,
});

/** The requests for a message, as `Body` and what else there is. */
const render = (account: string, content: Content, locale = "fr", options = {}) =>
  twilioOf(account, { publicUrl, ...options }).channel.render(toActivity(content, locale));
const bodies = (account: string, content: Content, locale?: string, options?: object) =>
  render(account, content, locale, options).map(({ body }) => body);

const picture = { url: "/demo/robe.jpg", alt: "Robe Lina, bleue" };
const invoice = { url: "/files/f1.pdf", name: "facture-10042.pdf", contentType: "application/pdf" };

test.each<[string, Content, string]>([
  ["a text", { text: "Bonjour !" }, "Bonjour !"],
  [
    "few choices",
    { text: "Quelle taille ?", choices: [answer("38"), answer("40")] },
    "Quelle taille ?\n1. 38\n2. 40",
  ],
  [
    "many choices",
    {
      text: "Où ?",
      choices: [
        "Rabat",
        "Fès",
        "Casa",
        "Agadir",
        "Safi",
        "Oujda",
        "Taza",
        "Settat",
        "Azrou",
        "Ifrane",
        "Asilah",
      ].map(start),
    },
    "Où ?\n1. Rabat\n2. Fès\n3. Casa\n4. Agadir\n5. Safi\n6. Oujda\n7. Taza\n8. Settat\n9. Azrou\n10. Ifrane\n11. Asilah",
  ],
  ["a card", { text: "Voici :", cards: [card("Robe Lina")] }, "Voici :\n1. Robe Lina - 349 MAD"],
  [
    "cards, then next steps",
    {
      text: "Voici :",
      cards: [card("Robe Lina"), card("Sac Noor", { subtitle: "Épuisé" })],
      choices: [start("Voir plus")],
    },
    "Voici :\n1. Robe Lina - 349 MAD\n2. Sac Noor - 349 MAD - Épuisé\n3. Voir plus",
  ],
  [
    "cards without a button have no number",
    { cards: [card("Robe Lina", { buttons: [] }), card("Sac Noor")], choices: [start("Voir plus")] },
    "Robe Lina - 349 MAD\n1. Sac Noor - 349 MAD\n2. Voir plus",
  ],
  [
    "cards beside a question have none either",
    { text: "Laquelle ?", cards: [card("Robe Lina")], choices: [answer("38"), answer("40")] },
    "Laquelle ?\nRobe Lina - 349 MAD\n1. 38\n2. 40",
  ],
  [
    "a card's other buttons",
    { cards: [card("Robe Lina", { buttons: [start("Voir"), start("Réserver")] })] },
    "1. Robe Lina - 349 MAD (Réserver)",
  ],
  [
    "a picture",
    { text: "La voici.", image: picture },
    "La voici.\nRobe Lina, bleue: https://shop.example/demo/robe.jpg",
  ],
  [
    "a document",
    { text: "Voici :", document: invoice },
    "Voici :\nfacture-10042.pdf: https://shop.example/files/f1.pdf",
  ],
  ["a request for the location", { text: "Où êtes-vous ?", asksLocation: true }, "Où êtes-vous ?"],
  [
    "a template: its words",
    { text: "Colis 10042 livré.", template: { name: contentSid, language: "fr", values: ["10042"] } },
    "Colis 10042 livré.",
  ],
  ["Arabic", { text: "أي مقاس؟", choices: [answer("٣٨"), answer("٤٠")] }, "أي مقاس؟\n1. ٣٨\n2. ٤٠"],
])("by SMS: %s", (_, content, body) => {
  expect(render(shop, content)).toEqual([{ key: "1", body: { body } }]);
});

test("by SMS, without a public address a picture is its description", () => {
  expect(bodies(shop, { text: "La voici.", image: picture }, "fr", { publicUrl: undefined })).toEqual([
    { body: "La voici.\nRobe Lina, bleue" },
  ]);
});

describe("by SMS, a word that would end it all is not to be answered", () => {
  const choices = [start("Suivre"), start("Cancel"), start("STOP"), start("Cancel my order")];
  test.each([
    ["en", "1. Suivre\n2. Cancel (answer 2)\n3. STOP (answer 3)\n4. Cancel my order"],
    ["fr-FR", "1. Suivre\n2. Cancel (répondez 2)\n3. STOP (répondez 3)\n4. Cancel my order"],
    ["ar", "1. Suivre\n2. Cancel (أجب برقم 2)\n3. STOP (أجب برقم 3)\n4. Cancel my order"],
    ["", "1. Suivre\n2. Cancel (answer 2)\n3. STOP (answer 3)\n4. Cancel my order"],
  ])("in %s", (locale, body) => {
    expect(bodies(shop, { choices }, locale)).toEqual([{ body }]);
  });
});

describe("from a number that has MMS", () => {
  test.each([american, "+61412345678"])("%s sends the picture", (account) => {
    expect(bodies(account, { text: "L’été…", image: picture })).toEqual([
      { body: "L’été…", mediaUrl: ["https://shop.example/demo/robe.jpg"] },
    ]);
  });

  test("its description is the caption where there is no text", () => {
    expect(bodies(american, { image: picture })).toEqual([
      { body: picture.alt, mediaUrl: ["https://shop.example/demo/robe.jpg"] },
    ]);
  });

  test("a lone card has its picture, several have none", () => {
    const cards = [card("Robe Lina", { image: "/a.jpg" }), card("Sac Noor", { image: "/b.jpg" })];
    expect(bodies(american, { cards: cards.slice(0, 1) })).toEqual([
      { body: "1. Robe Lina – 349 MAD", mediaUrl: ["https://shop.example/a.jpg"] },
    ]);
    expect(bodies(american, { cards })).toEqual([{ body: "1. Robe Lina - 349 MAD\n2. Sac Noor - 349 MAD" }]);
  });

  test.each([shop, service, "DarLina", "38663"])("%s does not", (account) => {
    expect(bodies(account, { text: "La voici.", image: picture })).toEqual([
      { body: "La voici.\nRobe Lina, bleue: https://shop.example/demo/robe.jpg" },
    ]);
  });
});

describe("by WhatsApp", () => {
  test.each<[string, Content, object[]]>([
    ["a text keeps its signs", { text: "« L’été » – oui…" }, [{ body: "« L’été » – oui…" }]],
    [
      "choices are numbered",
      { text: "Taille ?", choices: [answer("38"), answer("40")] },
      [{ body: "Taille ?\n1. 38\n2. 40" }],
    ],
    ["a word that only SMS obeys stays as it is", { choices: [start("Cancel")] }, [{ body: "1. Cancel" }]],
    [
      "cards are numbered",
      { text: "Voici :", cards: [card("Robe Lina"), card("Sac Noor")] },
      [{ body: "Voici :\n1. Robe Lina – 349 MAD\n2. Sac Noor – 349 MAD" }],
    ],
    [
      "a card has its picture",
      { cards: [card("Robe Lina", { image: "https://cdn.example/a.jpg" })] },
      [{ body: "1. Robe Lina – 349 MAD", mediaUrl: ["https://cdn.example/a.jpg"] }],
    ],
    [
      "a picture",
      { text: "La voici.", image: picture },
      [{ body: "La voici.", mediaUrl: ["https://shop.example/demo/robe.jpg"] }],
    ],
    [
      "a PDF goes alone, for it has no caption",
      { text: "Votre facture :", document: invoice },
      [{ body: "Votre facture :" }, { mediaUrl: ["https://shop.example/files/f1.pdf"] }],
    ],
    [
      "another document is a link",
      { document: { ...invoice, name: "prix.csv", contentType: "text/csv" } },
      [{ body: "prix.csv: https://shop.example/files/f1.pdf" }],
    ],
    [
      "a template by its ContentSid",
      {
        text: "Bonjour Hélène, colis livré.",
        template: { name: contentSid, language: "fr", values: ["Hélène", "colis\n\tlivré", " "] },
      },
      [{ contentSid, contentVariables: '{"1":"Hélène","2":"colis livré","3":"–"}' }],
    ],
    [
      "a template of another name: its words",
      { text: "Colis livré.", template: { name: "parcel_delivered", language: "fr", values: [] } },
      [{ body: "Colis livré." }],
    ],
  ])("%s", (_, content, expected) => {
    expect(bodies(whatsapp, content)).toEqual(expected);
    expect(bodies(`whatsapp:${service}`, content)).toEqual(expected);
  });

  test("a long text below a picture goes on after it", () => {
    const text = "Voilà. ".repeat(250).trim();
    const [first, ...rest] = bodies(whatsapp, { text, image: picture }) as {
      body: string;
      mediaUrl?: string[];
    }[];
    expect(first).toMatchObject({ mediaUrl: ["https://shop.example/demo/robe.jpg"] });
    expect(first!.body.length).toBeLessThanOrEqual(1024);
    expect([first!, ...rest].map(({ body }) => body).join(" ")).toBe(text);
    expect(rest.every(({ mediaUrl }) => mediaUrl === undefined)).toBe(true);
  });
});

test("each request has its own key, the same at every rendering", () => {
  const content = { text: "Voilà. ".repeat(600) };
  const keys = () => render(shop, content).map(({ key }) => key);
  expect(keys()).toEqual(["1", "2", "3"]);
  expect(keys()).toEqual(keys());
});

test("nothing to say is no request", () => {
  expect(render(shop, {})).toEqual([]);
  expect(render(whatsapp, {})).toEqual([]);
});

/** One of everything that there is to show. */
const everything: [string, Content][] = [
  ["text", { text: "Où est ma commande ?" }],
  ["long French", { text: "La robe « Lina » est prête, à bientôt… ".repeat(120) }],
  ["long Arabic", { text: "طلبيتك جاهزة، شكرا لك. ".repeat(200) }],
  ["long words", { text: "👩‍👩‍👧‍👦".repeat(400) }],
  ["few choices", { text: "هل تؤكد؟", choices: [answer("نعم"), answer("لا")] }],
  ["many choices", { text: "Où ?", choices: Array.from({ length: 300 }, (_, n) => start(`Ville nº ${n}`)) }],
  ["one card", { cards: [card("Robe Lina", { image: "/a.jpg" })] }],
  [
    "many cards",
    {
      cards: Array.from({ length: 60 }, (_, n) => card(`Robe ${n}`, { image: "/a.jpg", subtitle: "38, 40" })),
    },
  ],
  ["picture", { image: picture }],
  ["document", { document: invoice }],
  ["location request", { text: "Où êtes-vous ?", asksLocation: true }],
  ["template", { text: "Livré.", template: { name: contentSid, language: "fr", values: ["10042"] } }],
];

describe.each([shop, american, service, whatsapp, `whatsapp:${service}`])("what %s sends", (account) => {
  test("is what Twilio's specification asks for, and loses nothing", async () => {
    const sent: [string, URLSearchParams][] = [];
    await withStandIn(
      ({ form }, response) => {
        sent.at(-1)![1] = form;
        json(response, 201, { sid: "SM1" });
      },
      async (apiUrl) => {
        const { channel } = twilioOf(account, { apiUrl, publicUrl });
        for (const [name, content] of everything)
          for (const request of channel.render(toActivity(content, "fr"))) {
            sent.push([name, new URLSearchParams()]);
            const recipient = { conversationId: "c", peer: "+33612345678", reference: null };
            await channel.deliver(recipient, request, new AbortController().signal);
          }
      },
    );
    expect(sent.map(([name, form]) => [name, faultsOf(form)])).toEqual(sent.map(([name]) => [name, []]));
    const said = (name: string) =>
      sent.flatMap(([of, form]) => (of === name ? [form.get("Body") ?? ""] : [])).join("\n");
    expect(said("many choices")).toContain("300. Ville n");
    expect(said("many cards")).toContain("60. Robe 59");
  });
});

test("a typical answer in French costs one segment", () => {
  const [request] = bodies(shop, {
    text: "La robe « Lina » est là, en 38 et 40 : c’est 349 MAD… Je vous la réserve ?",
    choices: [answer("Oui"), answer("Non")],
  }) as { body: string }[];
  expect(segments(request!.body)).toEqual({ encoding: "GSM-7", count: 1 });
});
