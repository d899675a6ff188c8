import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Language } from "../../../models/language.ts";
import { ChannelName } from "../../../sandbox/channels.ts";
import { openStage, type Stage } from "./stage.ts";

// One conversation through every channel, in three languages, with the whole product: a product is looked for and looked
// at, an order is asked about with a question in between, a person is called. What is asserted is what a shopper sees.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

interface Words {
  search: string;
  found: string;
  view: string;
  viewed: string;
  order: string;
  whichOrder: string;
  delivery: string;
  delivers: string;
  proof: string;
  onItsWay: string;
  person: string;
  called: string;
}

const words: Record<Language, Words> = {
  fr: {
    search: "je cherche une robe rouge",
    found: "Robe midi Lina en coton",
    view: "Voir",
    viewed: "Couleurs :",
    order: "où est ma commande ?",
    whichOrder: "Quel est votre numéro de commande ?",
    delivery: "vous livrez à Fès ?",
    delivers: "nous livrons à Fès",
    proof: "quel numéro de téléphone ou e-mail y figure ?",
    onItsWay: "la commande 10042 est en cours de livraison",
    person: "je veux parler à une personne",
    called: "une personne de l'équipe",
  },
  ar: {
    search: "كنقلب على كسوة حمراء",
    found: "فستان لينا",
    view: "عرض",
    viewed: "الألوان",
    order: "وين الطلبية ديالي؟",
    whichOrder: "ما هو رقم طلبك؟",
    delivery: "كتوصلو لفاس؟",
    delivers: "نوصل إلى فاس",
    proof: "ما رقم الهاتف أو البريد الإلكتروني المسجل فيه؟",
    onItsWay: "الطلب 10042 خرج اليوم للتوصيل",
    person: "بغيت نهضر مع شي واحد",
    called: "أحد أفراد فريقنا",
  },
  en: {
    search: "I'm looking for a red dress",
    found: "Lina cotton midi dress",
    view: "View",
    viewed: "Colours:",
    order: "where is my order?",
    whichOrder: "What is your order number?",
    delivery: "do you deliver to Fes?",
    delivers: "we deliver to Fez",
    proof: "which phone number or e-mail is on it?",
    onItsWay: "order 10042 is out for delivery",
    person: "I want to talk to a person",
    called: "passing you to one of our team",
  },
};

const languages = ["fr", "ar", "en"] as const;
const byNumber: readonly ChannelName[] = ["whatsapp", "sms", "twilio-whatsapp"];
const withoutButtons: readonly ChannelName[] = ["sms", "twilio-whatsapp", "email"];

/** In French the number is the one on order 10042; all others are strangers. */
function shopperOf(channel: ChannelName, language: Language): string {
  const place = languages.indexOf(language);
  if (channel === "email") return `${language}@example.com`;
  if (!byNumber.includes(channel)) return `52758117024718${place}`;
  return language === "fr" ? "+212661234567" : `+21269900000${place}`;
}

test("who hides the number on WhatsApp is answered by the id that is told", async () => {
  const answer = await stage.says("whatsapp", "MA.13491208655302741918", words.fr.delivery);
  expect(answer).toContain(words.fr.delivers);
});

test("who writes again after two days finds their language and is answered", async () => {
  stage.sandbox.clock.advance(48 * 3_600_000);
  const answer = await stage.says("whatsapp", "MA.13491208655302741918", words.fr.order);
  expect(answer).toContain(words.fr.whichOrder);
});

describe.each(ChannelName.options)("%s", (channel) => {
  test.each(languages)("in %s", async (language) => {
    const told = words[language];
    const from = shopperOf(channel, language);
    const isKnown = from === "+212661234567";
    const says = (text: string) => stage.says(channel, from, text);

    expect(await says(told.search)).toContain(told.found);
    const look = withoutButtons.includes(channel)
      ? says("1")
      : stage.does(channel, from, { kind: "tap", what: told.view });
    expect(await look).toContain(told.viewed);
    if (isKnown) {
      expect(await says(told.order)).toContain(told.onItsWay);
      expect(await says(told.delivery)).toContain(told.delivers);
    } else {
      expect(await says(told.order)).toContain(told.whichOrder);
      const between = await says(told.delivery);
      expect(between).toContain(told.delivers);
      expect(between).toContain(told.whichOrder);
      expect(await says("10042")).toContain(told.proof);
      expect(await says("0661234567")).toContain(told.onItsWay);
    }
    expect(await says(told.person)).toContain(told.called);
    const states = new Set(stage.shown(channel, from).map(({ state }) => state));
    expect([...states].filter((state) => state !== "delivered" && state !== "read")).toEqual([]);
  });
});
