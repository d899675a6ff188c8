import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { play } from "../../bots/transcripts/play.ts";
import { parseScripts } from "../../bots/transcripts/script.ts";
import { type UnclearMessage, unclearKind, unclearState } from "../../models/unclear.ts";
import { type OpenStage, openStage } from "./stage.ts";

const close = [
  { name: "delivery.cost", score: 0.46 },
  { name: "delivery.time", score: 0.41 },
];
const lost = [{ name: "None", score: 0.9 }];
const price = [{ name: "delivery.cost", score: 0.9 }];

let stage: OpenStage;
beforeAll(async () => {
  stage = await openStage({
    intents: {
      "ma belle-mère au 0661234567": lost,
      "la livraison": close,
      "livraison amina": price,
      "laisse tomber": [{ name: "assist.cancel", score: 0.9 }],
      "combien pour Rabat": price,
      merci: [{ name: "smalltalk.thanks", score: 0.9 }],
    },
  });
});
afterAll(() => stage?.close());

/** What is kept after a chat, oldest first. */
async function keptAfter(chat: string, name?: string): Promise<Partial<UnclearMessage>[]> {
  const messages = await stage.records(unclearKind);
  for (const { id } of await messages.page(null, 100)) await messages.remove(id);
  for (const script of parseScripts(chat))
    await play({ ...script, ...(name !== undefined && { name }) }, stage);
  const open = await messages.find("state", unclearState(stage.shopId, "open"));
  return open.map(({ text, language, reason, chosen, count }) => ({ text, language, reason, chosen, count }));
}
const common = { language: "fr", chosen: {}, count: 1 };

test("what is not understood is kept without its phone number, with the button that was tapped then", async () => {
  const kept = await keptAfter(`
    === not understood
    shopper: ma belle-mère au 0661234567
    bot: …
      buttons: Chercher un article | Suivre ma commande | Livraison | Parler à quelqu'un
    shopper taps: Suivre ma commande
    bot: …
  `);
  const text = "ma belle-mère au 0000000000";
  expect(kept).toEqual([{ ...common, text, reason: "not_understood", chosen: { "order.track": 1 } }]);
});

test("what two wishes fit is kept, with the one that was chosen in words", async () => {
  const kept = await keptAfter(`
    === which wish
    shopper: la livraison
    bot: …
      buttons: Prix de livraison | Délai de livraison
    shopper: le deuxième
    bot: …
  `);
  expect(kept).toEqual([
    { ...common, text: "la livraison", reason: "which_wish", chosen: { "delivery.time": 1 } },
  ]);
});

test("what began something that was dropped at once is kept, without the writer's name", async () => {
  const kept = await keptAfter(
    `
    === dropped
    shopper: livraison amina
    bot: …
    shopper: laisse tomber
    bot: …
  `,
    "Amina",
  );
  expect(kept).toEqual([{ ...common, text: "livraison …", reason: "dropped" }]);
});

test("what was understood is not kept, nor is it when it is dropped later", async () => {
  const kept = await keptAfter(`
    === understood
    shopper: combien pour Rabat
    bot: …
    shopper: merci
    bot: …
    shopper: laisse tomber
    bot: …
  `);
  expect(kept).toEqual([]);
});
