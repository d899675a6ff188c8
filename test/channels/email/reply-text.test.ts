import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { htmlText } from "../../../channels/email/html-text.ts";
import { replyText } from "../../../channels/email/reply-text.ts";

const asked = "> Quelle taille ?\n> 1. 38\n> 2. 40";
const askedPlain = "Quelle taille ?\n1. 38\n2. 40";

describe("what is quoted below the words", () => {
  test.each<[string, string]>([
    [
      "Gmail, English",
      `On Fri, Nov 20, 2026 at 10:00 AM Dar Lina <bonjour@darlina.example> wrote:\n\n${asked}`,
    ],
    [
      "Gmail, French",
      `Le ven. 20 nov. 2026 à 10:00, Dar Lina <bonjour@darlina.example> a écrit :\n\n${asked}`,
    ],
    [
      "Gmail, French, over two lines",
      `Le ven. 20 nov. 2026 à 10:00, Dar Lina et compagnie <\nbonjour@darlina.example> a écrit :\n\n${asked}`,
    ],
    [
      "Gmail, with thin spaces",
      `Le ven. 20 nov. 2026 à 10:00, Dar Lina <b@d.example> a écrit\u202f:\n\n${asked}`,
    ],
    [
      "Gmail, Arabic",
      `في الجمعة، 20 نوفمبر 2026 في 10:00 ص تمت كتابة ما يلي بواسطة \u202aDar Lina\u202c\u200f <\u202ab@d.example\u202c\u200f>:\u200f\n\n${asked}`,
    ],
    [
      "Gmail, Arabic of before",
      `\u202bفي 20 نوفمبر 2026 10:00 ص، كتب "Dar Lina" <b@d.example>:\u202c\n\n${asked}`,
    ],
    ["Gmail of before", `2026-11-20 10:00 GMT+01:00 Dar Lina <bonjour@darlina.example>:\n\n${asked}`],
    [
      "Apple Mail, English",
      `\nOn 20 Nov 2026, at 10:00, Dar Lina <bonjour@darlina.example> wrote:\n\n${asked}`,
    ],
    [
      "Apple Mail, French",
      `> Le 20 nov. 2026 à 10:00, Dar Lina <bonjour@darlina.example> a écrit :\n> \n${asked}`,
    ],
    ["Apple Mail, Arabic", `في ٢٠ نوفمبر ٢٠٢٦، الساعة ١٠:٠٠ ص، كتب Dar Lina <b@d.example>:\n\n${asked}`],
    ["Thunderbird, French", `Le 20/11/2026 à 10:00, Dar Lina a écrit :\n${asked}`],
    ["Thunderbird, English", `On 20/11/2026 10:00, Dar Lina wrote:\n${asked}`],
    [
      "Yahoo, English, not marked",
      `On Friday, November 20, 2026 at 10:00:00 AM GMT+1, Dar Lina <b@d.example> wrote:\n\n${askedPlain}`,
    ],
    [
      "Yahoo, French, not marked",
      `Le vendredi 20 novembre 2026 à 10:00:00 UTC+1, Dar Lina <b@d.example> a écrit :\n\n${askedPlain}`,
    ],
    [
      "Yahoo, without an address",
      `Le vendredi 20 novembre 2026 à 10h00, Dar Lina a écrit :\n\n${askedPlain}`,
    ],
    [
      "Yahoo, Arabic, not marked",
      `في الجمعة، 20 نوفمبر 2026 في 10:00:00 ص غرينتش+1، كتب Dar Lina <b@d.example>:\n\n${askedPlain}`,
    ],
    [
      "Outlook, English",
      `From: Dar Lina <b@d.example>\nSent: Friday, November 20, 2026 10:00 AM\nTo: Salma <s@e.example>\nSubject: Re: Robe Lina\n\n${askedPlain}`,
    ],
    [
      "Outlook, French",
      `De : Dar Lina <b@d.example>\nEnvoyé : vendredi 20 novembre 2026 10:00\nÀ : Salma <s@e.example>\nObjet : Re: Robe Lina\n\n${askedPlain}`,
    ],
    [
      "Outlook, Arabic",
      `\u200fمن: Dar Lina <b@d.example>\n\u200fتم الإرسال: الجمعة، 20 نوفمبر 2026 10:00 ص\n\u200fإلى: Salma <s@e.example>\n\u200fالموضوع: Re: Robe Lina\n\n${askedPlain}`,
    ],
    [
      "Outlook for phones",
      `________________________________\nDe : Dar Lina <b@d.example>\nEnvoyé : Friday, November 20, 2026 10:00:00 AM\nÀ : s@e.example <s@e.example>\nObjet : Re: Robe Lina\n\n${askedPlain}`,
    ],
    [
      "Outlook for Mac",
      `From: Dar Lina <b@d.example>\nDate: Friday, 20 November 2026 at 10:00\nTo: Salma <s@e.example>\nSubject: Re: Robe Lina\n${askedPlain}`,
    ],
    [
      "Outlook in bold",
      `*De :* Dar Lina <b@d.example>\n*Envoyé :* vendredi 20 novembre 2026 10:00\n*À :* s@e.example\n*Objet :* Re: Robe Lina\n\n${askedPlain}`,
    ],
    ["Outlook of before", `-----Original Message-----\nFrom: Dar Lina\n${askedPlain}`],
    ["Outlook of before, French", `-----Message d'origine-----\nDe : Dar Lina\n${askedPlain}`],
    ["Outlook of before, Arabic", `-----رسالة أصلية-----\n${askedPlain}`],
    ["lines with a mark only", asked],
  ])("%s", (_, quoted) => {
    for (const words of ["2", "La bleue, svp.\n\nMerci !", "الثانية من فضلك"])
      for (const end of ["\n", "\r\n"])
        expect(replyText(`${words}\n\n${quoted}\n`.replaceAll("\n", end))).toBe(words);
    expect(replyText(quoted)).toBe("");
  });

  test("answers between the quoted lines, and below them, are kept", () => {
    const text = `Le ven. 20 nov. 2026 à 10:00, Dar Lina <b@d.example> a écrit :\n> Quelle taille ?\n\n40\n\n> Quelle couleur ?\n\nbleue\n`;
    expect(replyText(text)).toBe("40\n\nbleue");
  });
});

describe("what is below the words by itself", () => {
  test.each<[string, string]>([
    ["a signature", "-- \nSalma Idrissi\n+212 661 23 45 67"],
    ["one whose space got lost", "--\nSalma"],
    ["iPhone, French", "Envoyé de mon iPhone"],
    ["iPhone, English", "Sent from my iPhone"],
    ["iPhone, Arabic", "أُرسلت من الـ iPhone الخاص بي"],
    ["Outlook for phones", "Get Outlook for iOS<https://aka.ms/o0ukef>"],
    ["Outlook for phones, French", "Télécharger Outlook pour Android<https://aka.ms/AAb9ysg>"],
    ["Outlook for phones, French, of today", "Envoyé à partir de Outlook pour iOS"],
    ["Yahoo", "Envoyé à partir de Yahoo Mail pour iPhone"],
    ["Yahoo, English", "Sent from Yahoo Mail on Android"],
    ["Windows", "Provenance : Courrier pour Windows"],
    ["Samsung", "Envoyé depuis mon appareil Galaxy"],
    ["Orange", "Envoyé depuis l’application Mail Orange"],
    ["a phone, in Arabic", "أرسلت من هاتفي"],
    ["a line", "________________________________"],
    ["a place of a picture", "[image: logo.png]"],
    ["a place of another", "[cid:image001.png@01DA1B2C.3D4E5F60]"],
  ])("%s", (_, below) => {
    expect(replyText(`Où est ma commande ?\n\n${below}\n`)).toBe("Où est ma commande ?");
    expect(replyText(`2\n\n${below}\n\nLe 20/11/2026 à 10:00, Dar Lina a écrit :\n${asked}`)).toBe("2");
  });
});

test.each([
  "On Monday your colleague wrote:\nyou get it back on Tuesday.",
  "Le livreur a écrit :\nabsent.",
  "Le 12 votre collègue a écrit :\non vous rembourse.",
  "De : Rabat\nÀ : Fès\nDate : lundi\nMerci",
  "From: Rabat to Fes\nHow much is it?",
  "Sent from my phone by mistake, I do not want to cancel the order.",
  "Envoyé de mon iPhone\nje voulais dire : la robe bleue",
  "Get me the blue one",
  "في المنزل:\nاثنان",
  "a > b\n-> c",
  "1. la bleue\n2. la rouge",
  "Ligne\n\nautre -- ligne",
])("%p is what somebody wrote", (text) => {
  expect(replyText(text)).toBe(text);
});

test("empty lines are made fewer, and their direction marks do not make a line", () => {
  expect(replyText("\n\nBonjour\n\n\n\n\nSalma\n\u200f\n")).toBe("Bonjour\n\nSalma");
});

describe("HTML", () => {
  test.each<[string, string, string]>([
    ["words", "<p>Où est ma&nbsp;commande&#160;?</p>", "Où est ma commande ?"],
    [
      "entities",
      "L&rsquo;&eacute;t&eacute; &amp; &#x1F457; &lt;3 &unknown; &#0;",
      "L’été & 👗 <3 &unknown; \ufffd",
    ],
    ["lines", "a<br>b<div>c</div>d<br><br>e", "a\nb\nc\nd\n\ne"],
    ["paragraphs", "<p>a</p>\n<p>b\n c</p>", "a\n\nb c"],
    ["a list", "<ul><li>38</li><li>40</li></ul>", "- 38\n- 40"],
    ["what is not seen", "<title>t</title><style>p{}</style><script>x<1</script><!-- c -->a", "a"],
    ["what never ends", "a<style>b", "a"],
    ["a comment that never ends", "a<!-- b", "a"],
    ["signs that are no tags", "1 < 2 > 0 <3", "1 < 2 > 0 <3"],
    ["Arabic", '<div dir="rtl">أين طلبيتي؟</div>', "أين طلبيتي؟"],
    ["what is quoted", "a<blockquote>b<blockquote>c</blockquote></blockquote>d", "a\n> b\n> c\nd"],
  ])("%s", (_, html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  test.each<[string, string]>([
    [
      "Gmail",
      '<div dir="ltr">La deuxième</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le ven. 20 nov. 2026 à 10:00, Dar Lina &lt;<a href="mailto:b@d.example">b@d.example</a>&gt; a écrit :<br></div><blockquote class="gmail_quote" style="margin:0"><p>Quelle taille ?</p></blockquote></div>',
    ],
    [
      "Outlook",
      '<html><head><style>p.MsoNormal{margin:0}</style></head><body><p class="MsoNormal">La deuxième</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>De :</b> Dar Lina &lt;b@d.example&gt;<br><b>Envoyé :</b> vendredi 20 novembre 2026 10:00<br><b>À :</b> Salma<br><b>Objet :</b> Re: Robe</div><div>Quelle taille ?</div></body></html>',
    ],
    [
      "Apple Mail",
      '<html><body dir="auto">La deuxième<br><div id="AppleMailSignature">Envoyé de mon iPhone</div><div><br><blockquote type="cite"><div>Le 20 nov. 2026 à 10:00, Dar Lina &lt;b@d.example&gt; a écrit :<br><br></div></blockquote></div><blockquote type="cite"><div>Quelle taille ?</div></blockquote></body></html>',
    ],
    [
      "Yahoo",
      '<div>La deuxième</div><div class="yahoo_quoted"><div><div>Le vendredi 20 novembre 2026 à 10:00:00 UTC+1, Dar Lina &lt;b@d.example&gt; a écrit :</div><div><br></div><div>Quelle taille ?</div></div></div>',
    ],
  ])("an answer by %s", (_, html) => {
    expect(replyText(htmlText(html))).toBe("La deuxième");
  });
});

test("no e-mail breaks it, and what is cut is nothing but lines that were there", () => {
  const line = fc.constantFrom(
    "On Fri, Nov 20, 2026 at 10:00 AM Dar Lina <",
    "b@d.example> wrote:",
    "> a",
    "",
    "-- ",
    "De :",
    "Envoyé :",
    "Objet : x",
    "في 20",
    "كتب:",
    "2",
    "<!--",
    "<style>",
    "&#x1F457;",
    "<blockquote>",
    "________",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 30 }), (lines) => {
      const text = lines.join("\n");
      const kept = replyText(text).split("\n");
      const written = text.split(/\r\n|\r|\n/).map((one) => one.trim());
      for (const one of kept.filter(Boolean)) expect(written).toContain(one.trim());
      htmlText(text);
    }),
  );
});

test.each<[string, string]>([
  ["tags that never end", "<p ".repeat(100_000)],
  ["comments that never end", "<!--".repeat(75_000)],
  ["styles that never end", "<style>".repeat(43_000)],
  ["brackets", "<".repeat(300_000)],
  ["entities", "&amp".repeat(75_000)],
])("%s are read through once", (_, html) => {
  expect(typeof htmlText(html)).toBe("string");
});

test.each<[string, string]>([
  ["one line", "On ".repeat(33_000)],
  ["lines that begin like an attribution", "On 20 a\n".repeat(12_000)],
  ["lines that begin like a header", "From: a\n".repeat(12_000)],
  ["white space", " ".repeat(100_000)],
  ["a line of hyphens", "-".repeat(100_000)],
  ["the name of a program", `Sent from ${"iPhone ".repeat(14_000)}`],
])("%s is read through once", (_, text) => {
  expect(typeof replyText(text)).toBe("string");
});
