import { describe, expect, test } from "@jest/globals";
import { hashedValue } from "../../../channels/shared/short-value.ts";
import type { Call } from "../../../channels/telegram/calls.ts";
import { type Card, type Choice, type Content, toActivity } from "../../../models/activity.ts";
import { faultsOf } from "../../../sandbox/vendors/telegram/schema.ts";
import { publicUrl, telegramOf } from "./stand-in.ts";

/** What goes out, after a look into the specification. */
function render(content: Content, locale = "fr", options = {}): Call[] {
  const requests = telegramOf(options).channel.render(toActivity(content, locale));
  expect(requests.map(({ key }) => key)).toEqual(requests.map((_, place) => String(place + 1)));
  return requests.map(({ body }) => {
    const { method, payload } = body as Call;
    expect(faultsOf(method, { chat_id: 1, ...payload })).toEqual([]);
    return body as Call;
  });
}

const choice = (title: string, value = `start:${title.toLowerCase()}`): Choice => ({ title, value });
const choices = (count: number): Choice[] =>
  Array.from({ length: count }, (_, place) => choice(`Choix ${place + 1}`, `start:c${place + 1}`));
const button = (title: string, value = `start:${title.toLowerCase()}`) => ({
  text: title,
  callback_data: value,
});
const inline = (...rows: object[][]) => ({ inline_keyboard: rows });
const words = (call: Call): string => {
  const { text, caption } = call.payload as { text?: string; caption?: string };
  return text ?? caption ?? "";
};

describe("text", () => {
  test.each([
    ["French", "Où est votre commande ?"],
    ["Arabic", "أين طلبيتك؟ 🛍️"],
    ["signs that other channels would take for markup", "*5* _m_ <b>&amp; [x](y) `z` ~~"],
    ["4096 characters", "a".repeat(4096)],
  ])("%s", (_, text) => {
    expect(render({ text })).toEqual([{ method: "sendMessage", payload: { text } }]);
  });

  test.each([
    ["French", "La livraison à Rabat coûte 20 MAD. "],
    ["Arabic", "التوصيل إلى الرباط بعشرين درهما. "],
    ["emoji", "👩🏽‍🦱"],
  ])("a long one in %s is cut, its buttons are under the last piece", (_, piece) => {
    const text = piece.repeat(1000).trim();
    const calls = render({ text, choices: [choice("Oui")] });
    expect(calls.length).toBeGreaterThan(1);
    expect(calls.map(words).join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    expect(calls.map(({ payload }) => "reply_markup" in payload)).toEqual(
      calls.map((_call, place) => place === calls.length - 1),
    );
  });

  test("nothing to say is nothing to send", () => {
    expect(render({})).toEqual([]);
    expect(render({ text: " \n" })).toEqual([]);
  });
});

const robe: Card = {
  title: "Robe Lina",
  price: "349 MAD",
  subtitle: "Tailles 38, 40",
  image: "/pictures/lina.jpg",
  buttons: [choice("Voir")],
};
const robePhoto = {
  photo: `${publicUrl}/pictures/lina.jpg`,
  caption: "Robe Lina\n349 MAD\nTailles 38, 40",
};

describe("choices", () => {
  test.each<[string, string[], string[][]]>([
    ["short ones are two in a row", ["Oui", "Non", "Plus tard"], [["Oui", "Non"], ["Plus tard"]]],
    ["long ones have a row", ["Suivre ma commande", "Oui", "Non"], [["Suivre ma commande"], ["Oui", "Non"]]],
    [
      "a short one beside a long one too",
      ["Oui", "Suivre ma commande", "Non"],
      [["Oui"], ["Suivre ma commande"], ["Non"]],
    ],
    ["Arabic", ["نعم", "لا"], [["نعم", "لا"]]],
  ])("%s", (_, titles, rows) => {
    expect(render({ text: "Et donc ?", choices: titles.map((title) => choice(title)) })).toEqual([
      {
        method: "sendMessage",
        payload: {
          text: "Et donc ?",
          reply_markup: inline(...rows.map((row) => row.map((title) => button(title)))),
        },
      },
    ]);
  });

  test("a title too long for a phone is shortened", () => {
    const [call] = render({
      text: "?",
      choices: [choice("Une très longue réponse qui ne tient pas sur un bouton")],
    });
    expect(JSON.stringify(call)).toContain('"Une très longue réponse qui ne tient pa…"');
  });

  test.each([
    ["64 bytes", `start:${"a".repeat(58)}`, `start:${"a".repeat(58)}`],
    ["65 bytes", `start:${"a".repeat(59)}`, hashedValue(`start:${"a".repeat(59)}`)],
    ["fewer characters than bytes", `start:${"é".repeat(30)}`, hashedValue(`start:${"é".repeat(30)}`)],
  ])("a value of %s", (_, value, data) => {
    expect(render({ text: "?", choices: [choice("A", value)] })).toMatchObject([
      { payload: { reply_markup: inline([button("A", data)]) } },
    ]);
  });

  test("20 are buttons", () => {
    const [call] = render({ text: "Quelle taille ?", choices: choices(20) });
    expect(words(call!)).toBe("Quelle taille ?");
    expect(JSON.stringify(call)).toContain('"start:c20"');
  });

  test("21 are numbers", () => {
    const [call, ...others] = render({ text: "Quelle ville ?", choices: choices(21) });
    expect(others).toEqual([]);
    expect(call!.payload).not.toHaveProperty("reply_markup");
    expect(words(call!)).toMatch(/^Quelle ville \?\n1\. Choix 1\n.*\n21\. Choix 21$/s);
  });

  test("21 below cards go on after the cards that can be chosen, as the server counts", () => {
    const cards: Card[] = [
      { title: "Robe", buttons: [choice("Voir")] },
      { title: "Épuisé", buttons: [] },
    ];
    expect(words(render({ text: "Voici.", cards, choices: choices(21) })[0]!)).toMatch(
      /^Voici\.\n1\. Robe\n2\. Choix 1\n.*22\. Choix 21$/s,
    );
  });

  test("21 answers to a question count from 1, whatever cards are beside", () => {
    const answers = choices(21).map(({ title }, place) => ({
      title,
      value: `answer:order.track:f1?city=${place}`,
    }));
    expect(words(render({ text: "Où ?", cards: [robe], choices: answers })[0]!)).toMatch(
      /^Où \?\n1\. Choix 1\n/,
    );
  });

  test.each([undefined, "", " \n"])("with the text %j they are told", (text) => {
    expect(render({ ...(text !== undefined && { text }), choices: [choice("Oui"), choice("Non")] })).toEqual([
      {
        method: "sendMessage",
        payload: { text: "1. Oui\n2. Non", reply_markup: inline([button("Oui"), button("Non")]) },
      },
    ]);
  });
});

describe("cards", () => {
  test("one is a photo with its words and buttons", () => {
    expect(render({ text: "Voici.", cards: [robe] })).toEqual([
      { method: "sendMessage", payload: { text: "Voici." } },
      { method: "sendPhoto", payload: { ...robePhoto, reply_markup: inline([button("Voir")]) } },
    ]);
  });

  test("several are as many photos; the choices are under the last, in rows of their own", () => {
    const cards = [robe, { ...robe, title: "قفطان", image: "https://cdn.example/2.png" }];
    expect(render({ text: "Voici.", cards, choices: [choice("Autres")] })).toEqual([
      { method: "sendMessage", payload: { text: "Voici." } },
      { method: "sendPhoto", payload: { ...robePhoto, reply_markup: inline([button("Voir")]) } },
      {
        method: "sendPhoto",
        payload: {
          photo: "https://cdn.example/2.png",
          caption: "قفطان\n349 MAD\nTailles 38, 40",
          reply_markup: inline([button("Voir")], [button("Autres")]),
        },
      },
    ]);
  });

  test("one without a picture is a text", () => {
    expect(render({ cards: [{ title: "Robe", buttons: [choice("Voir")] }] })).toEqual([
      { method: "sendMessage", payload: { text: "Robe", reply_markup: inline([button("Voir")]) } },
    ]);
  });

  test("so is one whose picture nobody finds from outside", () => {
    expect(render({ cards: [robe] }, "fr", { publicUrl: undefined })).toMatchObject([
      { method: "sendMessage", payload: { text: robePhoto.caption } },
    ]);
  });

  test("words too long for a caption follow the photo, with the buttons", () => {
    const calls = render({ cards: [{ ...robe, subtitle: "très belle ".repeat(100) }] });
    expect(calls).toMatchObject([
      { method: "sendPhoto", payload: { photo: robePhoto.photo } },
      { method: "sendMessage", payload: { reply_markup: inline([button("Voir")]) } },
    ]);
    expect(calls[0]!.payload).not.toHaveProperty("caption");
  });
});

const picture = { url: "/pictures/lina.jpg", alt: "Robe Lina" };

describe("a picture", () => {
  test.each<[string, Content, string | undefined]>([
    ["its description is its caption", { image: picture }, "Robe Lina"],
    ["beside a text", { image: picture, text: "La voilà." }, "Robe Lina\n\nLa voilà."],
    ["beside a text that has it", { image: picture, text: "Voici « Robe Lina »." }, "Voici « Robe Lina »."],
    ["without one", { image: { ...picture, alt: "" } }, undefined],
    ["without one, beside a text", { image: { ...picture, alt: "" }, text: "La voilà." }, "La voilà."],
  ])("%s", (_, content, caption) => {
    expect(render(content)).toEqual([
      { method: "sendPhoto", payload: { photo: robePhoto.photo, ...(caption !== undefined && { caption }) } },
    ]);
  });

  test("with choices", () => {
    expect(render({ image: picture, choices: [choice("Oui")] })).toMatchObject([
      { method: "sendPhoto", payload: { reply_markup: inline([button("Oui")]) } },
    ]);
  });

  test.each([
    [1024, 1],
    [1025, 2],
  ])("a text of %d characters needs %d calls", (length, count) => {
    expect(render({ image: { ...picture, alt: "" }, text: "a".repeat(length) })).toHaveLength(count);
  });

  test("that nobody finds from outside is told", () => {
    expect(render({ image: picture }, "fr", { publicUrl: undefined })).toEqual([
      { method: "sendMessage", payload: { text: "Robe Lina" } },
    ]);
  });
});

describe("a document", () => {
  const pdf = { url: "/files/facture 1.pdf", name: "facture.pdf", contentType: "application/pdf" };

  test.each<[string, Content, object]>([
    ["alone", { document: pdf }, { caption: "facture.pdf" }],
    ["beside a text", { document: pdf, text: "Votre facture." }, { caption: "Votre facture.\nfacture.pdf" }],
    ["whose address ends with its name", { document: { ...pdf, url: "/files/facture.pdf" } }, {}],
  ])("%s", (_, content, fields) => {
    expect(render(content)).toEqual([
      { method: "sendDocument", payload: { document: publicUrl + content.document!.url, ...fields } },
    ]);
  });

  test("of a type that Telegram does not fetch is a link", () => {
    const csv = { url: "/files/a.csv", name: "a.csv", contentType: "text/csv" };
    expect(render({ document: csv, text: "Vos commandes." })).toEqual([
      { method: "sendMessage", payload: { text: "Vos commandes.\na.csv: https://shop.example/files/a.csv" } },
    ]);
  });

  test("that nobody finds from outside is its name", () => {
    expect(render({ document: pdf }, "fr", { publicUrl: undefined })).toEqual([
      { method: "sendMessage", payload: { text: "facture.pdf" } },
    ]);
  });

  test("beside a picture comes after it", () => {
    expect(render({ text: "Voilà.", image: picture, document: pdf, choices: [choice("Oui")] })).toEqual([
      { method: "sendPhoto", payload: { photo: robePhoto.photo, caption: "Robe Lina\n\nVoilà." } },
      {
        method: "sendDocument",
        payload: {
          document: publicUrl + pdf.url,
          caption: "facture.pdf",
          reply_markup: inline([button("Oui")]),
        },
      },
    ]);
  });
});

describe("where the shopper is", () => {
  const keyboard = (text: string, ...rows: string[][]) => ({
    keyboard: [
      [{ text, request_location: true }],
      ...rows.map((row) => row.map((title) => ({ text: title }))),
    ],
    resize_keyboard: true,
    one_time_keyboard: true,
  });

  test.each([
    ["fr", "Où livrer ?", "📍 Envoyer ma position"],
    ["ar-MA", "أين نوصل؟", "📍 إرسال موقعي"],
    ["en", "Where to?", "📍 Send my location"],
    ["es", "¿A dónde?", "📍 Send my location"],
  ])("is asked by a button in %s", (locale, text, label) => {
    expect(render({ text, asksLocation: true }, locale)).toEqual([
      { method: "sendMessage", payload: { text, reply_markup: keyboard(label) } },
    ]);
  });

  test("choices are buttons below, with their whole titles", () => {
    const long = "Je préfère venir chercher ma commande au magasin de Rabat";
    const content = {
      text: "Où ?",
      asksLocation: true,
      choices: [choice("Rabat"), choice("Salé"), choice(long)],
    };
    expect(render(content)).toEqual([
      {
        method: "sendMessage",
        payload: {
          text: "Où ?",
          reply_markup: keyboard("📍 Envoyer ma position", ["Rabat", "Salé"], [long]),
        },
      },
    ]);
  });

  test("too many choices are numbers", () => {
    const [call] = render({ text: "Où ?", asksLocation: true, choices: choices(21) });
    expect(words(call!)).toContain("21. Choix 21");
    expect(call!.payload).toMatchObject({ reply_markup: keyboard("📍 Envoyer ma position") });
  });

  test("without a text the button speaks for itself; cards keep their buttons", () => {
    expect(render({ asksLocation: true, cards: [robe] })).toEqual([
      {
        method: "sendMessage",
        payload: { text: "📍 Envoyer ma position", reply_markup: keyboard("📍 Envoyer ma position") },
      },
      { method: "sendPhoto", payload: { ...robePhoto, reply_markup: inline([button("Voir")]) } },
    ]);
  });
});

test("a template is its text", () => {
  const template = { name: "order_shipped", language: "fr", values: ["10042"] };
  expect(render({ text: "La commande 10042 est partie.", template })).toEqual([
    { method: "sendMessage", payload: { text: "La commande 10042 est partie." } },
  ]);
});

test("a place is a pin, before the words that tell of it", () => {
  const place = { latitude: 33.589, longitude: -7.626, name: "Dar Lina", address: "24 زنقة البرتقال" };
  expect(render({ text: "Vous nous trouvez ici.", place })).toEqual([
    {
      method: "sendVenue",
      payload: { latitude: 33.589, longitude: -7.626, title: "Dar Lina", address: "24 زنقة البرتقال" },
    },
    { method: "sendMessage", payload: { text: "Vous nous trouvez ici." } },
  ]);
});
