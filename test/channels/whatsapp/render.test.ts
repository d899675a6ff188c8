import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { hashedValue } from "../../../channels/shared/short-value.ts";
import type { Message } from "../../../channels/whatsapp/message.ts";
import { type Card, type Choice, type Content, toActivity } from "../../../models/activity.ts";
import { faultsOf } from "../../../sandbox/vendors/whatsapp/schema.ts";
import { publicUrl, whatsAppOf } from "./stand-in.ts";

/** What goes out, after a look into the specification. */
function render(content: Content, locale = "fr", options = {}): Message[] {
  const requests = whatsAppOf(options).channel.render(toActivity(content, locale));
  expect(requests.map(({ key }) => key)).toEqual(requests.map((_, place) => String(place + 1)));
  return requests.map(({ body }) => {
    const message = body as Message;
    const addressed = { messaging_product: "whatsapp", recipient_type: "individual", to: "1", ...message };
    expect(faultsOf(addressed)).toEqual([]);
    return message;
  });
}

const choice = (title: string, value = `start:${title.toLowerCase()}`): Choice => ({ title, value });
const choices = (count: number): Choice[] =>
  Array.from({ length: count }, (_, place) => choice(`Choix ${place + 1}`, `start:c${place + 1}`));
const text = (body: string): Message => ({ type: "text", text: { body } });
const buttons = (body: string, all: Choice[], header?: object) => ({
  type: "interactive",
  interactive: {
    type: "button",
    ...(header && { header }),
    body: { text: body },
    action: { buttons: all.map(({ title, value }) => ({ type: "reply", reply: { id: value, title } })) },
  },
});
const list = (body: string, rows: object[], button = "Choisir") => ({
  type: "interactive",
  interactive: { type: "list", body: { text: body }, action: { button, sections: [{ rows }] } },
});
const row = ({ title, value }: Choice, description?: string) => ({
  id: value,
  title,
  ...(description !== undefined && { description }),
});
const image = (link: string) => ({ type: "image", image: { link } });

/** Everything that can be read, in its order. */
const wordsOf = (messages: readonly Message[]): string[] =>
  messages.flatMap((message) => {
    if (message.type === "text") return [message.text.body];
    if (message.type === "image") return message.image.caption ?? [];
    if (message.type === "document") return message.document.caption ?? [];
    return message.type === "interactive" ? [message.interactive.body.text] : [];
  });

describe("text", () => {
  test.each([
    ["French", "Où est votre commande ?"],
    ["Arabic", "أين طلبيتك؟ 🛍️"],
    ["4096 characters", "a".repeat(4096)],
  ])("%s", (_, words) => {
    expect(render({ text: words })).toEqual([text(words)]);
  });

  test.each([
    ["French", "La livraison à Rabat coûte 20 MAD. "],
    ["Arabic", "التوصيل إلى الرباط بعشرين درهما. "],
    ["emoji", "👩🏽‍🦱"],
  ])("a long one in %s is cut; its end is above the buttons", (_, piece) => {
    const long = piece.repeat(900).trim();
    const messages = render({ text: long, choices: [choice("Oui")] });
    expect(messages.length).toBeGreaterThan(2);
    expect(wordsOf(messages).join("").replaceAll(" ", "")).toBe(long.replaceAll(" ", ""));
    expect(messages.map(({ type }) => type === "interactive")).toEqual(
      messages.map((_message, place) => place === messages.length - 1),
    );
  });

  test("nothing to say is nothing to send", () => {
    expect(render({})).toEqual([]);
    expect(render({ text: " \n" })).toEqual([]);
  });
});

describe("choices", () => {
  test.each<[string, Choice[]]>([
    ["one", [choice("Oui")]],
    ["three", [choice("Oui"), choice("Non"), choice("Plus tard")]],
    ["in Arabic", [choice("نعم", "start:y"), choice("لا", "start:n")]],
  ])("%s: buttons", (_, all) => {
    expect(render({ text: "Et donc ?", choices: all })).toEqual([buttons("Et donc ?", all)]);
  });

  test.each([
    ["fr", "Choisir"],
    ["ar", "اختر"],
    ["ar-MA", "اختر"],
    ["en", "Choose"],
    ["de", "Choose"],
  ])("four to ten: a list, in %s opened by %s", (locale, label) => {
    for (const count of [4, 10])
      expect(render({ text: "Taille ?", choices: choices(count) }, locale)).toEqual([
        list(
          "Taille ?",
          choices(count).map((one) => row(one)),
          label,
        ),
      ]);
  });

  test("more: numbers", () => {
    const [message, ...others] = render({ text: "Quelle ville ?", choices: choices(11) });
    expect(others).toEqual([]);
    expect(message!.type).toBe("text");
    expect(wordsOf([message!])[0]).toMatch(/^Quelle ville \?\n1\. Choix 1\n.*\n11\. Choix 11$/s);
  });

  test.each([undefined, "", " \n"])("with the text %j they are told above the buttons", (words) => {
    const all = [choice("Oui"), choice("Non")];
    expect(render({ ...(words !== undefined && { text: words }), choices: all })).toEqual([
      buttons("Oui\nNon", all),
    ]);
  });

  test("a title too long for a button is shortened, and read in full above", () => {
    const long = choice("Suivre une autre commande", "start:a");
    expect(render({ text: "?", choices: [long, choice("Non")] })).toEqual([
      buttons("?\nSuivre une autre commande\nNon", [
        { ...long, title: "Suivre une autre co…" },
        choice("Non"),
      ]),
    ]);
  });

  test("the same in a list", () => {
    const long = choice("Robe longue à manches courtes", "start:a");
    const [message] = render({ text: "?", choices: [long, ...choices(3)] });
    expect(message).toMatchObject(
      list("?\nRobe longue à manches courtes\nChoix 1\nChoix 2\nChoix 3", [
        { id: "start:a", title: "Robe longue à manches c…" },
        ...choices(3).map((one) => row(one)),
      ]),
    );
  });

  test("titles that would be the same are told apart", () => {
    const all = ["rouge", "vert", "bleu"].map((color) => choice(`Robe longue en coton ${color}`));
    expect(render({ text: "?", choices: all })).toMatchObject([
      buttons(
        "?\nRobe longue en coton rouge\nRobe longue en coton vert\nRobe longue en coton bleu",
        ["Robe longue en coto…", "Robe longue en co… 2", "Robe longue en co… 3"].map((title, at) => ({
          ...all[at]!,
          title,
        })),
      ),
    ]);
  });

  test("two of one payload are one button, and both are read", () => {
    expect(render({ text: "?", choices: [choice("Oui", "start:a"), choice("D'accord", "start:a")] })).toEqual(
      [buttons("?\nOui\nD'accord", [choice("Oui", "start:a")])],
    );
  });

  test.each([
    ["a button", 2, 256],
    ["a row", 4, 200],
  ])("the payload of %s is hashed when it is too long", (_, count, most) => {
    for (const length of [most, most + 1]) {
      const value = `start:${"a".repeat(length - 6)}`;
      const all = [choice("A", value), ...choices(count - 1)];
      const id = length > most ? hashedValue(value) : value;
      expect(JSON.stringify(render({ text: "?", choices: all }))).toContain(`"id":"${id}"`);
    }
  });
});

const robe: Card = {
  title: "Robe Lina",
  price: "349 MAD",
  subtitle: "Tailles 38, 40",
  image: "/pictures/lina.jpg",
  buttons: [choice("Voir", "start:lina")],
};
const lina = { type: "image", image: { link: `${publicUrl}/pictures/lina.jpg` } };
const words = "Robe Lina\n349 MAD\nTailles 38, 40";
const cards = (count: number): Card[] =>
  Array.from({ length: count }, (_, place) => ({
    ...robe,
    title: `Robe ${place + 1}`,
    buttons: [choice("Voir", `start:r${place + 1}`)],
  }));

describe("cards", () => {
  test("one is its picture, with its words and buttons", () => {
    expect(render({ cards: [robe] })).toEqual([buttons(words, robe.buttons, lina)]);
  });

  test("what introduces a single one is in the same message", () => {
    expect(render({ text: "Voici.", cards: [robe] })).toEqual([
      buttons(`Voici.\n\n${words}`, robe.buttons, lina),
    ]);
  });

  test("unless there is no room", () => {
    const long = "a".repeat(1000);
    expect(render({ text: long, cards: [robe] })).toEqual([text(long), buttons(words, robe.buttons, lina)]);
  });

  test("up to five are as many messages; the choices are under the last", () => {
    const all = [robe, { ...robe, title: "قفطان", image: "https://cdn.example/2.png?v=1" }];
    expect(render({ text: "Voici.", cards: all, choices: [choice("Autres")] })).toEqual([
      text("Voici."),
      buttons(words, robe.buttons, lina),
      buttons("قفطان\n349 MAD\nTailles 38, 40", [...robe.buttons, choice("Autres")], {
        type: "image",
        image: { link: "https://cdn.example/2.png?v=1" },
      }),
    ]);
    expect(render({ text: "Voici.", cards: cards(5) })).toHaveLength(6);
  });

  test("choices without room there have a message of their own", () => {
    const all = [choice("Autres"), choice("Plus cher"), choice("Une personne")];
    expect(render({ cards: [robe], choices: all })).toEqual([
      buttons(words, robe.buttons, lina),
      buttons("Autres\nPlus cher\nUne personne", all),
    ]);
  });

  test("six to ten are a list", () => {
    const all = cards(6);
    expect(render({ text: "Voici.", cards: all, choices: [choice("Autres")] })).toEqual([
      list("Voici.", [
        ...all.map(({ title, buttons: [first] }) => row({ ...first!, title }, "349 MAD – Tailles 38, 40")),
        row(choice("Autres")),
      ]),
    ]);
  });

  test("in a list, what has no room is read above it", () => {
    const all: Card[] = [
      { ...robe, buttons: [...robe.buttons, choice("Réserver")] },
      { title: "Épuisée", buttons: [] },
      ...cards(4),
    ];
    all[2]!.title = "Robe longue à manches courtes";
    const [message] = render({ text: "Voici.", cards: all });
    expect(wordsOf([message!])[0]).toBe(
      [
        "Voici.",
        "Épuisée",
        "Robe Lina – 349 MAD – Tailles 38, 40 – (Réserver)",
        "Robe longue à manches courtes – 349 MAD – Tailles 38, 40",
        ...[2, 3, 4].map((place) => `Robe ${place} – 349 MAD – Tailles 38, 40`),
      ].join("\n"),
    );
    expect(JSON.stringify(message)).not.toContain("start:réserver");
  });

  test("more are numbers, those that the server counts", () => {
    const all = [...cards(10), { title: "Épuisée", buttons: [] }];
    expect(wordsOf(render({ text: "Voici.", cards: all, choices: [choice("Autres")] }))[0]).toMatch(
      /^Voici\.\nÉpuisée\n1\. Robe 1 – 349 MAD – Tailles 38, 40\n.*\n10\. Robe 10 – .*\n11\. Autres$/s,
    );
  });

  test("while a question is open only its choices count", () => {
    const all = cards(10);
    const answers = [
      choice("Oui", "answer:order.cancel:f1?yes=1"),
      choice("Non", "answer:order.cancel:f1?yes=0"),
    ];
    const [message] = render({ text: "Sûr ?", cards: all, choices: answers });
    expect(message).toMatchObject({
      interactive: {
        type: "button",
        action: { buttons: answers.map(({ value }) => ({ reply: { id: value } })) },
      },
    });
    expect(wordsOf([message!])[0]).toMatch(/^Sûr \?\nRobe 1 – .*\nRobe 10 – /s);
  });

  test("more choices than a list has room for are numbers after the cards", () => {
    const all = wordsOf(render({ text: "Voici.", cards: [robe], choices: choices(11) }))[0];
    expect(all).toMatch(
      /^Voici\.\n1\. Robe Lina – 349 MAD – Tailles 38, 40\n2\. Choix 1\n.*\n12\. Choix 11$/s,
    );
  });

  test.each<[string, Card, string | undefined]>([
    ["without a picture", { title: "Robe", buttons: robe.buttons }, publicUrl],
    ["whose picture nobody finds from outside", { ...robe, title: "Robe" }, undefined],
    ["whose picture WhatsApp does not show", { ...robe, image: "https://cdn.example/1.webp?v=2" }, publicUrl],
  ])("one %s is its words", (_, card, origin) => {
    const [message] = render({ cards: [card] }, "fr", { publicUrl: origin });
    expect(message).toMatchObject({ interactive: { type: "button" } });
    expect(message).not.toHaveProperty("interactive.header");
  });

  test("one without a button is a picture with words", () => {
    expect(render({ cards: [{ ...robe, buttons: [] }] })).toEqual([
      { type: "image", image: { ...lina.image, caption: words } },
    ]);
  });

  test("one with more buttons than there is room for is a picture and a list", () => {
    expect(render({ cards: [{ ...robe, buttons: choices(4) }] })).toEqual([
      image(lina.image.link),
      list(
        words,
        choices(4).map((one) => row(one)),
      ),
    ]);
  });
});

const picture = { url: "/pictures/lina.jpg", alt: "Robe Lina" };

describe("a picture", () => {
  test.each<[string, Content, string | undefined]>([
    ["its description is its caption", { image: picture }, "Robe Lina"],
    ["beside a text", { image: picture, text: "La voilà." }, "Robe Lina\n\nLa voilà."],
    ["beside a text that has it", { image: picture, text: "Voici « Robe Lina »." }, "Voici « Robe Lina »."],
    ["without one", { image: { ...picture, alt: "" } }, undefined],
    ["in Arabic", { image: { ...picture, alt: "قفطان" }, text: "ها هو." }, "قفطان\n\nها هو."],
  ])("%s", (_, content, caption) => {
    expect(render(content)).toEqual([
      { type: "image", image: { ...lina.image, ...(caption !== undefined && { caption }) } },
    ]);
  });

  test("with choices", () => {
    expect(render({ image: picture, choices: [choice("Oui")] })).toEqual([
      buttons("Robe Lina", [choice("Oui")], lina),
    ]);
    expect(render({ image: picture, choices: choices(4) })).toEqual([
      image(lina.image.link),
      list(
        "Robe Lina",
        choices(4).map((one) => row(one)),
      ),
    ]);
  });

  test.each([
    [1024, ["image"]],
    [1025, ["image", "text"]],
  ])("a text of %d characters", (length, types) => {
    const messages = render({ image: { ...picture, alt: "" }, text: "a".repeat(length) });
    expect(messages.map(({ type }) => type)).toEqual(types);
  });

  test.each<[string, Content["image"], string | undefined, string]>([
    ["that nobody finds from outside is told", picture, undefined, "Robe Lina"],
    [
      "that WhatsApp does not show is a link",
      { url: "/pictures/lina.WEBP", alt: "Robe Lina" },
      publicUrl,
      "Robe Lina: https://shop.example/pictures/lina.WEBP",
    ],
  ])("%s", (_, one, origin, told) => {
    expect(render({ image: one! }, "fr", { publicUrl: origin })).toEqual([text(told)]);
  });
});

describe("a document", () => {
  const pdf = { url: "/files/facture%201.pdf", name: "facture 1.pdf", contentType: "application/pdf" };
  const file = { link: `${publicUrl}/files/facture%201.pdf`, filename: "facture 1.pdf" };

  test("has its name, and the words", () => {
    expect(render({ document: pdf })).toEqual([{ type: "document", document: file }]);
    expect(render({ document: pdf, text: "Votre facture." })).toEqual([
      { type: "document", document: { ...file, caption: "Votre facture." } },
    ]);
  });

  test("with choices", () => {
    expect(render({ document: pdf, text: "Votre facture.", choices: [choice("Merci")] })).toEqual([
      buttons("Votre facture.", [choice("Merci")], { type: "document", document: file }),
    ]);
  });

  test("beside a picture", () => {
    expect(render({ document: pdf, image: picture, text: "Merci." })).toEqual([
      { type: "image", image: { ...lina.image, caption: "Robe Lina\n\nMerci." } },
      { type: "document", document: file },
    ]);
  });

  test.each<[string, object, string | undefined, string]>([
    [
      "of a type that WhatsApp does not take",
      { contentType: "text/csv" },
      publicUrl,
      `facture 1.pdf: ${file.link}`,
    ],
    ["that nobody finds from outside", {}, undefined, "facture 1.pdf"],
  ])("%s is told", (_, fields, origin, told) => {
    expect(render({ document: { ...pdf, ...fields }, text: "Voici." }, "fr", { publicUrl: origin })).toEqual([
      text(`Voici.\n\n${told}`),
    ]);
  });
});

describe("where a shopper is", () => {
  const asking = (body: string) => ({
    type: "interactive",
    interactive: {
      type: "location_request_message",
      body: { text: body },
      action: { name: "send_location" },
    },
  });

  test.each([
    ["fr", "Où livrer ?", "Où livrer ?"],
    ["fr", undefined, "Envoyez votre position."],
    ["ar", undefined, "أرسل موقعك."],
    ["en", undefined, "Send your location."],
  ])("in %s, with the words %j", (locale, words, body) => {
    expect(render({ ...(words !== undefined && { text: words }), asksLocation: true }, locale)).toEqual([
      asking(body),
    ]);
  });

  test("a long text goes before", () => {
    const messages = render({ text: "Où livrer ? ".repeat(200), asksLocation: true });
    expect(messages.map(({ type }) => type)).toEqual(["text", "interactive"]);
  });

  test("a picture goes before, the choices after", () => {
    const all = [choice("Saisir l'adresse")];
    expect(
      render({ text: "Où ?", image: { ...picture, alt: "" }, asksLocation: true, choices: all }),
    ).toEqual([image(lina.image.link), asking("Où ?"), buttons("Saisir l'adresse", all)]);
  });
});

describe("a template", () => {
  const called = (values: string[], language = "fr") =>
    render({ text: "Votre commande 10042 est partie.", template: { name: "order_sent", language, values } });

  test("has the values of its placeholders, in their order", () => {
    expect(called(["Samira", "10042"])).toEqual([
      {
        type: "template",
        template: {
          name: "order_sent",
          language: { policy: "deterministic", code: "fr" },
          components: [
            {
              type: "body",
              parameters: [
                { type: "text", text: "Samira" },
                { type: "text", text: "10042" },
              ],
            },
          ],
        },
      },
    ]);
  });

  test("without placeholders", () => {
    expect(called([])).toEqual([
      {
        type: "template",
        template: { name: "order_sent", language: { policy: "deterministic", code: "fr" } },
      },
    ]);
  });

  test.each([
    ["fr-MA", "fr_MA"],
    ["en_US", "en_US"],
    ["ar", "ar"],
  ])("the language %s is %s", (language, code) => {
    expect(called([], language)).toMatchObject([{ template: { language: { code } } }]);
  });

  test("a value has no line breaks or gaps, and is never empty", () => {
    expect(called([" 1 rue\nX,\t  Rabat ", " "])).toMatchObject([
      { template: { components: [{ parameters: [{ text: "1 rue X, Rabat" }, { text: "–" }] }] } },
    ]);
  });
});

test("whatever is to be shown, WhatsApp takes it, and the shopper can read all of it", () => {
  const line = fc
    .string({ minLength: 1, maxLength: 60, unit: "grapheme" })
    .filter((one) => one.trim() === one);
  const payload = fc.webQueryParameters({ size: "small" }).map((slots) => `start:order.track?${slots}`);
  const some = fc.record({ title: line, value: payload });
  const card = fc.record({
    title: line,
    price: line,
    subtitle: line,
    buttons: fc.array(some, { maxLength: 2 }),
  });
  const content = fc.record(
    {
      text: fc.string({ maxLength: 3000, unit: "grapheme" }),
      choices: fc.array(some, { maxLength: 12 }),
      cards: fc.array(card, { maxLength: 12 }),
      asksLocation: fc.boolean(),
      place: fc.record({
        latitude: fc.double({ min: -90, max: 90, noNaN: true }),
        longitude: fc.double({ min: -180, max: 180, noNaN: true }),
        name: line,
        address: line,
      }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(content, (shown) => {
      const read = JSON.stringify(render(shown)).replaceAll(/\s|\\n/g, "");
      const titles = [...(shown.choices ?? []), ...(shown.cards ?? [])].map(({ title }) => title);
      for (const title of titles)
        expect(read).toContain(
          JSON.stringify(title)
            .slice(1, -1)
            .replaceAll(/\s|\\n/g, ""),
        );
    }),
    { numRuns: 60 },
  );
});

test("a place is a pin, before the words that tell of it", () => {
  const place = { latitude: 33.589, longitude: -7.626, name: "Dar Lina", address: "24 زنقة البرتقال" };
  const messages = render({ text: "Vous nous trouvez ici.", place });
  expect(messages).toEqual([
    {
      type: "location",
      location: { latitude: "33.589", longitude: "-7.626", name: "Dar Lina", address: "24 زنقة البرتقال" },
    },
    { type: "text", text: { body: "Vous nous trouvez ici." } },
  ]);
});
