import { describe, expect, test } from "@jest/globals";
import type { Language } from "../../models/language.ts";
import { createRecogniser } from "../../nlu/recogniser.ts";
import { train } from "../../nlu/train.ts";
import { smallCorpus } from "./corpus.ts";

const model = train(smallCorpus, () => {});
const words = {
  color: { red: ["rouge", "red", "أحمر", "7mer"] },
  size: { XL: ["XL"] },
  category: {},
  city: {},
};
const packs = [{ language: "fr" as const, words }];
const shop = { country: "MA", currency: "MAD", timeZone: "Africa/Casablanca" };
const now = new Date("2026-05-06T10:00:00Z");
const recogniser = createRecogniser({ model, packs, catalogue: [], shop });
const understand = (text: string, locale: Language = "fr") => recogniser.understand(text, { locale, now });

describe("intents and languages", () => {
  test.each<[string, Language, string, string, string]>([
    ["où est ma commande svp", "fr", "fr", "latin", "order.track"],
    ["where is my order please", "fr", "en", "latin", "order.track"],
    ["أين طلبي؟", "fr", "ar", "arabic", "order.track"],
    ["fin wslat commande", "fr", "ar", "latin", "order.track"],
    ["ch7al twsil", "fr", "ar", "latin", "delivery.cost"],
    ["شحال التوصيل لكازا", "ar", "ar", "arabic", "delivery.cost"],
    ["bonjour", "en", "fr", "latin", "smalltalk.greeting"],
    ["BONJOUUUUR", "fr", "fr", "latin", "smalltalk.greeting"],
    ["السلام عليكم Dar Lina", "fr", "ar", "arabic", "smalltalk.greeting"],
  ])("%s (in a conversation in %s)", (text, locale, language, script, intent) => {
    const understood = understand(text, locale);
    expect([understood.language, understood.script, understood.intents[0]?.name]).toEqual([
      language,
      script,
      intent,
    ]);
  });

  test.each<[string, Language]>([
    ["ok", "fr"],
    ["ok", "en"],
    ["ok", "ar"],
    ["38", "fr"],
    ["38", "ar"],
    ["👍", "en"],
  ])("%s says nothing about the language: it stays %s", (text, locale) => {
    expect(understand(text, locale).language).toBe(locale);
  });

  test.each([["где мой заказ"], ["我的订单在哪里"], ["איפה ההזמנה שלי"]])(
    "%s is in no language of ours",
    (text) => {
      const { language, intents } = understand(text);
      expect([language, intents[0]?.name]).toEqual(["other", "None"]);
    },
  );

  test.each([
    ["quiero comprar un vestido rojo", "other"],
    ["wo ist meine Bestellung bitte", "other"],
    ["vorrei una borsa nera", "other"],
    ["hola", "fr"],
    ["para", "fr"],
  ])("%s: language %s", (text, language) => expect(understand(text).language).toBe(language));

  test("scores are between 0 and 1, best first, three at most", () => {
    const scores = understand("où est ma commande").intents.map(({ score }) => score);
    expect(scores.length).toBeLessThanOrEqual(3);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
  });

  test("what was trained as None, and what nothing is known of, is None", () => {
    expect(understand("quel temps fait-il").intents[0]?.name).toBe("None");
    expect(understand("xqzw brlmf ptk").intents[0]?.name).toBe("None");
  });

  test("what the question hopes for needs less", () => {
    const text = "👍";
    expect(understand(text).intents[0]?.name).toBe("None");
    const expected = { intents: ["answer.yes"] };
    const hoped = recogniser.understand(text, { locale: "fr", now, expected });
    expect(hoped.intents[0]?.name).toBe("answer.yes");
  });

  test("entities come with the intent", () => {
    expect(understand("où est ma commande #10042 rouge").entities).toEqual([
      { type: "order_number", value: "10042", start: 20, end: 25, normalized: "10042" },
      { type: "color", value: "rouge", start: 26, end: 31, normalized: "red" },
    ]);
  });
});

describe("bad input is None and never an exception", () => {
  test.each([
    ["nothing", ""],
    ["spaces", " \n\t "],
    ["emoji", "😀😀🔥"],
    ["punctuation", "?!?!..."],
    ["lone surrogates", "\ud800 \udfff\ud83d"],
    ["NUL", "\u0000\u0000"],
    ["invisible characters", "\u200b\u200f\u202e\u2066"],
    ["64 KB of one letter", "a".repeat(65_536)],
    ["64 KB of digits", "9".repeat(65_536)],
    ["64 KB of signs", "+(".repeat(32_768)],
    ["64 KB of dots and at signs", "a.@".repeat(21_845)],
    ["base64", Buffer.from("Zq8#kd92!lkjQWxcvbn0192837465").toString("base64")],
    ["prototype names", "__proto__ constructor toString hasOwnProperty"],
    ["SQL", "'; DROP TABLE users; --"],
    ["HTML", "<script>alert(1)</script>"],
    ["diacritics piled up", `z${"\u0301".repeat(2_000)}`],
  ])("%s", (_, text) => {
    for (const locale of ["fr", "en", "ar"] as const) {
      expect(understand(text, locale).intents[0]?.name).toBe("None");
    }
  });
});

describe("what changes while messages are answered", () => {
  test("a newly trained model answers from the next message on", async () => {
    const live = createRecogniser({ model, packs, catalogue: [], shop });
    const ask = () => live.understand("ourlet pantalon retouche", { locale: "fr", now }).intents[0]?.name;
    expect(ask()).toBe("None");
    const taught = smallCorpus.map((pack) =>
      pack.language === "fr"
        ? {
            ...pack,
            phrases: [
              ...pack.phrases,
              { intent: "appointment.book", text: "ourlet pantalon retouche" },
              { intent: "appointment.book", text: "une retouche" },
            ],
          }
        : pack,
    );
    const plum = { ...words, color: { plum: ["prune"] } };
    await live.swap(
      train(taught, () => {}),
      [{ language: "fr", words: plum }],
    );
    expect(ask()).toBe("appointment.book");
    expect(live.understand("en prune", { locale: "fr", now }).entities).toMatchObject([
      { normalized: "plum" },
    ]);
  });

  test("catalogue words follow the catalogue", async () => {
    const live = createRecogniser({ model, packs, catalogue: [], shop });
    const products = () => live.understand("le caftan Nour", { locale: "fr", now }).entities;
    expect(products()).toEqual([]);
    await live.setCatalogue([{ key: "caftan-nour", words: ["Caftan Nour"] }]);
    expect(products()).toMatchObject([{ type: "product", value: "caftan Nour", normalized: "caftan-nour" }]);
  });
});
