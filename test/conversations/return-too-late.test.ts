import { afterAll, beforeAll, test } from "@jest/globals";
import { Refusal } from "../../bots/actions.ts";
import { play } from "../../bots/transcripts/play.ts";
import { parseScripts } from "../../bots/transcripts/script.ts";
import { type OpenStage, openStage } from "./stage.ts";

let stage: OpenStage;
beforeAll(async () => {
  const no = (word: string) => async () => {
    throw new Refusal(word);
  };
  stage = await openStage({
    actions: { "return.exchange": no("out_of_stock"), "return.create": no("nothing_left") },
  });
});
afterAll(() => stage?.close());

test("what another shopper took in the very same instant is not to be had, and something else is", async () => {
  await stage.begin();
  const [script] = parseScripts(`
    === the last one
    phone: +212674126938
    shopper: I'd like to exchange the skirt for a 40
    bot: Hello, this is Dar Lina's automatic assistant 👋 / Is “Dounia pleated skirt (green, 38)” unused, with its tag?
    shopper: yes
    bot: “Dounia pleated skirt (green, 38)” for “Dounia pleated skirt (green, 40)”: same price. Shall I start the exchange?
    shopper: yes
    bot: “Dounia pleated skirt (green, 40)” has just gone, sorry. Shall we look for another size?
      buttons: Another size | Get a refund
    shopper taps: Another size
    bot: Which size would you like instead?
      buttons: 36 | 40 | 42
  `);
  await play(script!, stage);
});

test("an order that changed in the very same instant is begun again", async () => {
  await stage.begin();
  const [script] = parseScripts(`
    === asked for twice at once
    phone: +213770265841
    shopper: je veux retourner mon sweat, il ne me plaît pas
    bot: Bonjour, ici l'assistant automatique de Dar Lina 👋 / « Sweat à capuche Anas (gris, L) » : jamais utilisé, et avec son étiquette ?
    shopper: oui
    bot: « Sweat à capuche Anas (gris, L) », commande 10039 : 229 MAD vous seront rendus par virement. Je lance le retour ?
    shopper: oui
    bot: Ce retour n'a pas pu être lancé : la commande vient de changer. On recommence ?
      buttons: Recommencer | Parler à quelqu'un
  `);
  await play(script!, stage);
});
