import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { openPlayer } from "../../bots/transcripts/play.ts";
import { parseScripts } from "../../bots/transcripts/script.ts";
import { type OpenStage, openStage } from "../../bots/transcripts/stage.ts";
import { modelFolder } from "../model-folder.ts";

let stage: OpenStage;
beforeAll(async () => {
  stage = await openStage({
    modelDir: modelFolder,
    adapt: (services) => ({ ...services, shop: { ...services.shop, reservation: "automatic" } }),
  });
});
afterAll(() => stage?.close());
beforeEach(() => stage.begin());

const free = async (): Promise<number> => {
  const hit = await stage.commerce.inventory.getProduct("robe-lina");
  return hit!.variants.find(({ sku }) => sku === "ROBE-LINA-RED-38")!.available!;
};

const inFrench = `
  === asked
  shopper: vous avez la robe lina rouge en 38 ?
  bot: …Oui, nous avons « Robe midi Lina en coton » (rouge, 38) : il en reste 3. Prix : 349 MAD.
    buttons: Voir une photo | Quelle taille ? | Ajouter au panier
  bot: C'est noté : « Robe midi Lina en coton (rouge, 38) » est à vous jusqu'à demain à 10:00.
    buttons: Prolonger | Annuler
  === let go
  shopper: annuler
  bot: « Robe midi Lina en coton (rouge, 38) » n'est plus mis de côté. Merci de nous avoir prévenus.`;
const inEnglish = `
  === asked
  shopper: do you have the red lina dress in 38?
  bot: …Yes, we have “Lina cotton midi dress” (red, 38): 3 left. Price: 349 MAD.
    buttons: See a picture | Which size? | Add to cart
  bot: Done: “Lina cotton midi dress (red, 38)” is put aside for you until tomorrow at 10:00.
    buttons: Keep it longer | Cancel
  === let go
  shopper: cancel
  bot: “Lina cotton midi dress (red, 38)” is no longer put aside. Thank you for telling us.`;
const inArabic = `
  === asked
  shopper: هل عندكم فستان لينا الأحمر مقاس 38؟
  bot: …نعم، عندنا «فستان لينا متوسط الطول من القطن» (أحمر، 38)، بقي 3. السعر: 349 درهم.
    buttons: صورة المنتج | أي مقاس؟ | إضافة إلى السلة
  bot: تم: «فستان لينا متوسط الطول من القطن (أحمر، 38)» محجوز لك حتى غدا على الساعة 10:00.
    buttons: تمديد | إلغاء
  === let go
  shopper: إلغاء
  bot: ألغينا حجز «فستان لينا متوسط الطول من القطن (أحمر، 38)». شكرا على إخبارنا.`;

test.each([
  ["French", inFrench],
  ["English", inEnglish],
  ["Arabic", inArabic],
])("the one article that was asked about is put aside at once, and let go by a word: %s", async (_, chat) => {
  const [asked, letGo] = parseScripts(chat);
  const before = await free();
  const player = await openPlayer(stage);
  await player.run(asked!);
  expect(await free()).toBe(before - 1);
  await player.run(letGo!);
  expect(await free()).toBe(before);
});

test("none of several is chosen for the shopper", async () => {
  const [asked] = parseScripts(`
    === several colours
    shopper: vous avez la robe lina en 38 ?
    bot: …Oui, nous avons « Robe midi Lina en coton » (38). Prix : 349 MAD. / Couleurs : rouge, bleu marine.
      buttons: Voir une photo | Quelle taille ? | Ajouter au panier | Réserver
  `);
  const player = await openPlayer(stage);
  await player.run(asked!);
});
