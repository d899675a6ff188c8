import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { runTurn, type TurnInput } from "../../dialogs/engine/turn.ts";
import { allFlows, engineIntents } from "../../dialogs/index.ts";
import { merchantFlow } from "../../dialogs/merchant.ts";
import { loadLocales } from "../../locales/load.ts";
import { createReplies } from "../../locales/replies.ts";
import { newCart } from "../../models/cart.ts";
import { countryOf } from "../../models/cities.ts";
import { languages } from "../../models/language.ts";
import type { Commerce } from "../../models/ports/commerce.ts";
import { taxonomy } from "../../models/taxonomy.ts";

const locales = await loadLocales([join(import.meta.dirname, "../../locales")]);
const flows = allFlows(locales.dialogs.map(merchantFlow));

/** The others lead to a person. */
const answeredByTheBot = [
  "smalltalk.greeting",
  "smalltalk.thanks",
  "smalltalk.goodbye",
  "smalltalk.bot_identity",
  "assist.help",
  "assist.cancel",
  "assist.repeat",
  "assist.language",
  "answer.yes",
  "answer.no",
  "answer.unsure",
  "product.search",
  "product.details",
  "product.price",
  "product.availability",
  "product.recommendation",
  "product.size_guide",
  "product.photo",
  "product.back_in_stock",
  "reservation.create",
  "reservation.status",
  "reservation.cancel",
  "cart.add",
  "cart.view",
  "cart.checkout",
  "order.track",
  "order.details",
  "order.cancel",
  "order.change_address",
  "order.change_item",
  "order.invoice",
  "delivery.reschedule",
  "delivery.not_received",
  "delivery.late",
  "delivery.cost",
  "delivery.time",
  "delivery.area",
  "cod.confirm",
  "cod.refuse",
  "payment.methods",
  "return.request",
  "return.exchange",
  "return.cancel",
  "return.status",
  "return.policy",
  "refund.status",
  "complaint.defective",
  "complaint.wrong_item",
  "store.hours",
  "store.location",
  "store.contact",
  "promo.code",
  "promo.offers",
  "payment.problem",
  "complaint.service",
  "loyalty.points",
  "feedback.rating",
  "privacy.access",
  "privacy.erase",
  "consent.unsubscribe",
  "consent.subscribe",
];

/** A turn of a fresh conversation in which the shopper wants `intent`, and the shop's systems know nothing. */
function turnFor(intent: string) {
  const conversation = { id: "c", owner: "bot", state: null } as TurnInput["conversation"];
  const contact = { id: "p", name: null, language: null, wantsMessages: true } as TurnInput["contact"];
  const events = [{ kind: "text", key: "k", text: "a wish" }] as TurnInput["events"];
  const inventory = {
    searchProducts: async () => ({ hits: [], total: 0 }),
    getProduct: async () => null,
    categories: async () => [],
  };
  const reservations = { ofConversation: async () => [] };
  const carts = { getCart: async () => newCart("demo", "c", new Date(0)) };
  const understanding = {
    language: "en",
    script: "latin",
    intents: [{ name: intent, score: 1 }],
    entities: [],
  };
  return runTurn(
    { conversation, contact, events },
    {
      flows,
      recogniser: { understand: () => understanding as never },
      interpret: (_, understood) => understood,
      menu: [],
      replies: createReplies(locales.packs, { timeZone: locales.shop.timeZone, onFault: raise }),
      commerce: { carts, inventory, reservations } as unknown as Commerce,
      shop: locales.shop,
    },
    new Date("2026-11-20T12:00:00Z"),
  );
}

const raise = (error: unknown): never => {
  throw error;
};

describe("every intent of the taxonomy", () => {
  test.each(Object.keys(taxonomy))(
    "%s is answered, or a person is called and told what is wanted",
    async (intent) => {
      const { effects, owner, handover } = await turnFor(intent);
      expect(effects.filter(({ kind }) => kind === "message").length).toBeGreaterThan(0);
      if (owner !== "waiting") return expect(answeredByTheBot).toContain(intent);
      expect(answeredByTheBot).not.toContain(intent);
      expect(handover).toMatchObject({
        reason: intent,
        summary: expect.stringContaining(taxonomy[intent as never]),
      });
    },
  );

  test.each(Object.keys(taxonomy))("%s leads to one flow, or is the engine's own", (intent) => {
    const serving = [...flows.values()].filter((flow) => flow.intents.includes(intent));
    expect(serving.map(({ name }) => name)).toHaveLength(engineIntents.has(intent) ? 0 : 1);
  });

  test.each(languages)("has phrases in %s", (language) => {
    const least = { fr: 12, ar: 16, en: 12 }[language];
    const few = Object.keys(taxonomy).filter(
      (intent) => locales.packs[language].phrases.filter((phrase) => phrase.intent === intent).length < least,
    );
    expect(few).toEqual([]);
  });
});

test("every flow has a name for shoppers in every language", () => {
  const nameless = [...flows.values()].flatMap(({ title }) =>
    languages
      .filter((language) => !locales.packs[language].replies[title])
      .map((language) => `${title} (${language})`),
  );
  expect(nameless).toEqual([]);
});

test("every city has its country, so that abroad is told from the rest of the country", () => {
  expect(Object.keys(locales.packs.fr.words.city).filter((city) => countryOf(city) === undefined)).toEqual(
    [],
  );
});
