import type { TrainingPack } from "../../nlu/train.ts";

/** A corpus small enough to train in a moment. */
const phrases = {
  fr: {
    "order.track": [
      "où est ma commande",
      "où est mon colis",
      "je veux suivre ma commande",
      "ma commande est où svp",
      "suivi de colis",
      "quand arrive ma commande",
    ],
    "delivery.cost": [
      "combien coûte la livraison",
      "prix de la livraison",
      "la livraison est gratuite ?",
      "frais de port ?",
      "c'est combien la livraison à casa",
    ],
    "answer.yes": ["oui", "oui merci", "ok", "d'accord", "oui c'est bon", "bien sûr", "👍"],
    "answer.no": ["non", "non merci", "pas du tout", "surtout pas"],
    "smalltalk.greeting": ["bonjour", "salut", "bonsoir", "coucou", "slt ça va"],
    None: ["quel temps fait-il", "raconte une blague", "qui a gagné le match", "tu cherches du travail ?"],
  },
  en: {
    "order.track": [
      "where is my order",
      "where is my parcel",
      "track my order please",
      "when will my order arrive",
      "I want to follow my package",
    ],
    "delivery.cost": [
      "how much is delivery",
      "what does shipping cost",
      "is delivery free",
      "shipping fees?",
    ],
    "answer.yes": ["yes", "yes please", "ok", "sure", "of course", "that's right"],
    "answer.no": ["no", "no thanks", "not at all", "nope"],
    "smalltalk.greeting": ["hello", "hi there", "good morning", "hey how are you"],
    None: ["what's the weather like", "tell me a joke", "who won the match", "are you hiring"],
  },
  ar: {
    "order.track": [
      "أين طلبي",
      "فين وصلات الكوموند ديالي",
      "وين طلبيتي",
      "fin wslat commande dyali",
      "fin lcolis dyali",
      "bghit n3raf fin commande",
      "متى يصل الطلب",
    ],
    "delivery.cost": [
      "كم سعر التوصيل",
      "شحال التوصيل",
      "بكم التوصيل",
      "ch7al twsil",
      "bch7al livraison l casa",
      "هل التوصيل مجاني",
    ],
    "answer.yes": ["نعم", "أيوه", "واخا", "wakha", "iyeh", "ah wakha", "ok"],
    "answer.no": ["لا", "لا شكرا", "la", "la chokran", "ماشي"],
    "smalltalk.greeting": ["السلام عليكم", "مرحبا", "صباح الخير", "salam", "salam 3likom", "sba7 lkhir"],
    None: ["كيف الطقس اليوم", "احك لي نكتة", "chkon rba7 lmatch", "3tini nokta"],
  },
};

const concepts = {
  fr: { order: ["commande", "colis"], cost: ["prix", "coûte", "frais", "combien"] },
  en: { order: ["order", "parcel", "package"], cost: ["how much", "cost", "fee"] },
  ar: { order: ["طلب", "كوموند", "commande", "colis"], cost: ["شحال", "بكم", "كم", "ch7al", "bch7al"] },
};

export const smallCorpus: TrainingPack[] = (["fr", "en", "ar"] as const).map((language) => ({
  language,
  phrases: Object.entries(phrases[language]).flatMap(([intent, texts]) =>
    texts.map((text) => ({ intent, text })),
  ),
  concepts: concepts[language],
  words: { color: {}, size: {}, category: {}, city: {} },
}));
