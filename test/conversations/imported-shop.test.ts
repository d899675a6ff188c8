import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openPlayer, play } from "../../bots/transcripts/play.ts";
import { parseScripts } from "../../bots/transcripts/script.ts";
import { type OpenStage, openStage } from "./stage.ts";

let stage: OpenStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test("one can shop in a catalogue exported from Shopify as soon as it is imported", async () => {
  const file = await readFile(new URL("../fixtures/shopify/export.csv", import.meta.url));
  expect(await stage.importCatalogue(file, "csv")).toMatchObject({ products: 5, variants: 6 });
  const scripts = parseScripts(`
    === French: the SKU counts what is left, and the option is a colour
    shopper: vous avez la robe atlas en rouge ?
    bot: …Oui, nous avons « Robe Atlas » (rouge) : il en reste 3. Prix : 499 MAD. / Tailles : 38.
    shopper: et en bleu ?
    bot: Désolé, « Robe Atlas » (bleu) est épuisé.
    === Arabizi: what Shopify does not count is always there
    shopper: bghit savon nila
    bot: …نعم، عندنا «Savon Nila». السعر: 35 درهم.
    === English
    shopper: how much is the foulard ward
    bot: …Foulard Ward: 80 MAD.
    === A draft is not for sale
    shopper: robe brouillon ?
    bot: …
      cards: Robe Atlas
  `);
  for (const script of scripts) await play(script, stage);
});

test("what an import has made cheaper is told to those who have it in their cart", async () => {
  const catalogue = (price: number) =>
    Buffer.from(`id,title_fr,category,sku,price,stock\nfoulard-dune,Foulard Dune,foulards,DUNE,${price},5\n`);
  await stage.importCatalogue(catalogue(149), "csv");
  const [before, after] = parseScripts(`
    === It is put into the cart
    shopper: start
    bot: …Merci ! Vous recevrez les nouvelles…
    shopper: ajoutez le foulard Dune au panier
    bot: …« Foulard Dune » est dans votre panier. Total : 149 MAD.
    === Cheaper now
    later: 20 min
    bot: …« Foulard Dune »…149 MAD…99 MAD…
  `);
  const player = await openPlayer(stage);
  await player.run(before!);
  await stage.importCatalogue(catalogue(99), "csv");
  await player.run(after!);
});
