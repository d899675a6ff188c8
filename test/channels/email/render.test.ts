import { describe, expect, test } from "@jest/globals";
import {
  type Card,
  type Choice,
  type Content,
  type fromActivity,
  toActivity,
} from "../../../models/activity.ts";
import { encodePayload } from "../../../models/payload.ts";
import { faultsOf } from "../../../sandbox/vendors/resend/schema.ts";
import { emailOf, from, shopper } from "./stand-in.ts";

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
const picture = { url: "/demo/robe.jpg", alt: "Robe Lina, bleue" };
const label = { url: "/files/retour.pdf", name: "bon de retour.pdf", contentType: "application/pdf" };

/** The e-mail for a message, before it is known whom it answers. */
function render(content: Content, locale: string | undefined = "fr", options = {}) {
  const activity = { ...toActivity(content, "fr"), locale };
  const requests = emailOf(options).channel.render(activity as Parameters<typeof fromActivity>[0]);
  return requests.map(({ key, body }) => ({
    key,
    ...(body as { subject: string; text: string; html: string }),
  }));
}
const textOf = (content: Content, locale?: string, options?: object) =>
  render(content, locale, options)[0]!.text;
const htmlOf = (content: Content, locale?: string, options?: object) =>
  render(content, locale, options)[0]!.html;

/** What is read in a page. */
const seen = (html: string): string =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");

const hint = { fr: "Répondez avec le numéro de votre choix.", ar: "أجب برقم اختيارك." };
const long = "Une phrase assez longue, avec des accents. ".repeat(400).trim();
const cities = "Rabat Fès Casa Agadir Safi Oujda Taza Settat Azrou Ifrane Asilah Tanger".split(" ");

const contents: [string, Content, string, string][] = [
  ["a text", { text: "Bonjour !" }, "fr", "Bonjour !"],
  ["a text in Arabic", { text: "مرحبا 👋" }, "ar", "مرحبا 👋"],
  ["a long text", { text: long }, "fr", long],
  [
    "a text of several paragraphs",
    { text: "Bonjour,\nici Dar Lina.\n\nMerci !" },
    "fr",
    "Bonjour,\nici Dar Lina.\n\nMerci !",
  ],
  [
    "few choices",
    { text: "Quelle taille ?", choices: [answer("38"), answer("40")] },
    "fr",
    `Quelle taille ?\n\n${hint.fr}\n\n1. 38\n2. 40`,
  ],
  [
    "few choices in Arabic",
    { text: "أي مقاس؟", choices: [answer("صغير"), answer("كبير")] },
    "ar",
    `أي مقاس؟\n\n${hint.ar}\n\n1. صغير\n2. كبير`,
  ],
  [
    "many choices",
    { text: "Où ?", choices: cities.map(start) },
    "fr",
    `Où ?\n\n${hint.fr}\n\n${cities.map((city, place) => `${place + 1}. ${city}`).join("\n")}`,
  ],
  [
    "one card",
    { text: "Voici :", cards: [card("Robe Lina")] },
    "fr",
    `Voici :\n\n1. Robe Lina – 349 MAD\n\n${hint.fr}`,
  ],
  [
    "many cards, then next steps",
    {
      cards: [
        card("Robe Lina", { image: "/demo/robe.jpg" }),
        card("Sac Noor", { subtitle: "Épuisé", buttons: [start("Voir"), start("Me prévenir")] }),
      ],
      choices: [start("Voir plus")],
    },
    "fr",
    `1. Robe Lina – 349 MAD\n\n2. Sac Noor – 349 MAD – Épuisé – (Me prévenir)\n\n${hint.fr}\n\n3. Voir plus`,
  ],
  [
    "cards without a button have no number",
    { cards: [card("Robe Lina", { buttons: [] }), card("Sac Noor")], choices: [start("Voir plus")] },
    "fr",
    `Robe Lina – 349 MAD\n\n1. Sac Noor – 349 MAD\n\n${hint.fr}\n\n2. Voir plus`,
  ],
  [
    "cards beside a question have none either",
    { text: "Laquelle ?", cards: [card("Robe Lina")], choices: [answer("38")] },
    "fr",
    `Laquelle ?\n\nRobe Lina – 349 MAD\n\n${hint.fr}\n\n1. 38`,
  ],
  [
    "a card in Arabic",
    { cards: [card("فستان لينا", { price: "349 درهم" })] },
    "ar",
    `1. فستان لينا – 349 درهم\n\n${hint.ar}`,
  ],
  ["a picture", { image: picture }, "fr", "Robe Lina, bleue: https://shop.example/demo/robe.jpg"],
  [
    "a picture with words",
    { text: "La voici.", image: picture },
    "fr",
    "La voici.\n\nRobe Lina, bleue: https://shop.example/demo/robe.jpg",
  ],
  [
    "a document",
    { text: "À imprimer :", document: label },
    "fr",
    "À imprimer :\n\nbon de retour.pdf: https://shop.example/files/retour.pdf",
  ],
  ["a location request", { text: "Où livrer ?", asksLocation: true }, "fr", "Où livrer ?"],
  ["one that says nothing else", { asksLocation: true }, "ar", "اكتب مكانك."],
  [
    "a template",
    {
      text: "Votre commande est en route.",
      template: { name: "shipped", language: "fr", values: ["10042"] },
    },
    "fr",
    "Votre commande est en route.",
  ],
];

test.each(contents)("%s is one e-mail", (_, content, locale, text) => {
  const emails = render(content, locale);
  expect(emails).toHaveLength(1);
  expect(emails[0]).toMatchObject({ key: "1", text });
});

test.each(contents)("%s can be read in HTML as well", (_, content, locale, text) => {
  const page = seen(htmlOf(content, locale));
  const words = text.split("\n").flatMap((line) => line.replace(/^\d+\. |: https:\S+$/g, "").split(" – "));
  for (const word of words) expect(page).toContain(word.trim());
});

test.each(contents)("%s is as Resend's specification has it", (_, content, locale) => {
  const [{ key: _key, ...email }] = render(content, locale) as [ReturnType<typeof render>[0]];
  expect(faultsOf({ from, to: [shopper], ...email })).toEqual([]);
});

test("the check by the specification finds faults", () => {
  const email = { from, to: [shopper], subject: "x", text: "x" };
  expect(faultsOf(email)).toEqual([]);
  expect(faultsOf({ ...email, subject: "a\nb" })).not.toEqual([]);
  expect(faultsOf({ ...email, replyTo: "x" })).not.toEqual([]);
  expect(faultsOf({ ...email, tags: [{ name: "k", value: "a:b" }] })).not.toEqual([]);
});

test("there is no e-mail where there is nothing to show", () => {
  expect(emailOf().channel.render({ type: "typing" })).toEqual([]);
  expect(render({ text: " " })).toEqual([]);
});

describe("HTML", () => {
  test("whatever comes from people is escaped", () => {
    const evil = `<img src=x onerror="alert('1')">&amp;`;
    const html = htmlOf({
      text: evil,
      image: { url: '/a"b.jpg', alt: evil },
      document: { ...label, name: evil },
      cards: [card(evil, { subtitle: evil, price: evil, image: "/x.jpg?a=1&b='2'" })],
      choices: [start(evil)],
    });
    expect(html).not.toContain("<img src=x");
    expect(html.split("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;")).toHaveLength(9);
    expect(html).toContain('src="https://shop.example/a&quot;b.jpg"');
    expect(html).toContain('src="https://shop.example/x.jpg?a=1&amp;b=&#39;2&#39;"');
  });

  test("a document that is found nowhere on the web is only named", () => {
    for (const url of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"]) {
      const content = { document: { ...label, url }, image: { url, alt: "Robe" } };
      expect(htmlOf(content)).not.toContain(url);
      expect(textOf(content)).toBe("Robe\n\nbon de retour.pdf");
    }
  });

  test("without an address of our own, pictures are told", () => {
    const content = { image: picture, cards: [card("Sac", { image: "/s.jpg" })] };
    expect(htmlOf(content, "fr", { publicUrl: undefined })).not.toContain("<img");
    expect(textOf(content, "fr", { publicUrl: undefined })).toContain("Robe Lina, bleue\n");
    expect(
      htmlOf({ image: { ...picture, url: "https://cdn.example/r.jpg" } }, "fr", { publicUrl: undefined }),
    ).toContain('src="https://cdn.example/r.jpg"');
  });

  test("a picture that the words describe needs no caption", () => {
    expect(seen(htmlOf({ text: "Robe Lina, bleue", image: picture }))).toBe(" Robe Lina, bleue ");
  });

  test("a picture has its description", () => {
    expect(htmlOf({ image: picture })).toMatch(
      /<img src="https:\/\/shop\.example\/demo\/robe\.jpg" alt="Robe Lina, bleue"/,
    );
    expect(htmlOf({ cards: [card("Sac", { image: "/s.jpg" })] })).toMatch(/<img src="[^"]+" alt="Sac"/);
  });

  test("choices are a list that begins where the cards ended", () => {
    const html = htmlOf({
      cards: [card("Robe"), card("Sac")],
      choices: [start("Voir plus"), start("Retour")],
    });
    expect(html).toContain('<ol start="3"><li>Voir plus</li><li>Retour</li></ol>');
    expect(html).toContain("<strong>2. Sac</strong>");
  });

  test.each([
    [
      "Suivez https://t.example/a?b=1&c=2.",
      'Suivez <a href="https://t.example/a?b=1&amp;c=2">https://t.example/a?b=1&amp;c=2</a>.',
    ],
    [
      "(http://t.example/) et https://u.example/é",
      '(<a href="http://t.example/">http://t.example/</a>) et <a href="https://u.example/é">https://u.example/é</a>',
    ],
    ["https:// rien", "https:// rien"],
    [
      'https://t.example/"><script>',
      '<a href="https://t.example/">https://t.example/</a>&quot;&gt;&lt;script&gt;',
    ],
  ])("the addresses in %p can be followed", (text, html) => {
    expect(htmlOf({ text })).toContain(`>${html}</p>`);
  });

  test.each<[string | undefined, string, string]>([
    ["ar", "مرحبا", 'lang="ar" dir="rtl"'],
    ["ar-MA", "مرحبا", 'lang="ar" dir="rtl"'],
    ["fr", "Bonjour", 'lang="fr" dir="ltr"'],
    ["en", "Hello", 'lang="en" dir="ltr"'],
    [undefined, "مرحبا", 'lang="ar" dir="rtl"'],
    [undefined, "Hello", 'lang="en" dir="ltr"'],
  ])("in %p, %p reads from its side", (locale, text, attributes) => {
    const html = emailOf().channel.render({ type: "message", text, ...(locale && { locale }) })[0]!.body as {
      html: string;
    };
    expect(html.html).toContain(`<html ${attributes}>`);
    expect(html.html).toContain(`<div ${attributes} `);
  });

  test("it fetches nothing but pictures, runs nothing, and has no colour that dark mode would hide", () => {
    const html = htmlOf({ text: "a", image: picture, cards: [card("Robe")], choices: [start("b")] });
    expect(html).not.toMatch(/<(?:link|script|style|iframe|form)\b|@import|url\(/);
    expect(html).not.toMatch(/(?:^|[;"\s])(?:color|background(?:-color)?):/);
    expect(html.length).toBeLessThan(4_000);
  });
});

describe("the subject of what answers nothing", () => {
  test.each<[string, Content, string]>([
    ["the first line", { text: "Bonjour !\nCommande 10042 expédiée." }, "Dar Lina – Bonjour !"],
    ["in Arabic", { text: "تم شحن طلبيتك" }, "Dar Lina – تم شحن طلبيتك"],
    ["a picture", { image: picture }, "Dar Lina – Robe Lina, bleue"],
    ["a document", { document: label }, "Dar Lina – bon de retour.pdf"],
    ["a card", { cards: [card("Sac Noor")] }, "Dar Lina – Sac Noor"],
    ["signs that steer", { text: "a\u0000b\rBcc: x" }, "Dar Lina – a b Bcc: x"],
  ])("%s", (_, content, subject) => {
    expect(render(content)[0]!.subject).toBe(subject);
  });

  test("is short", () => {
    const { subject } = render({ text: long })[0]!;
    expect(subject.length).toBeLessThanOrEqual(70);
    expect(subject).toMatch(/^Dar Lina – Une phrase .*…$/);
  });
});
