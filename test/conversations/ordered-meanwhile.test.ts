import { afterAll, beforeAll, test } from "@jest/globals";
import { play } from "../../bots/transcripts/play.ts";
import { parseScripts } from "../../bots/transcripts/script.ts";
import type { CartLine } from "../../models/cart.ts";
import { type OpenStage, openStage } from "./stage.ts";

let stage: OpenStage;
let tries = 0;

/** The shop's system is away at first, and then places what was agreed to. */
async function placeLate(args: Record<string, unknown>, key: string) {
  if (++tries === 1) throw new Error("the shop's system is away");
  const { conversationId, cart } = args as {
    conversationId: string;
    cart: { revision: number; lines: CartLine[] };
  };
  const { revision, lines } = cart;
  await stage.commerce.carts.changeCart(`${key}:ordered`, conversationId, {
    kind: "ordered",
    revision,
    lines: lines.map(({ productId, sku, quantity }) => ({ productId, sku, quantity })),
  });
  const total = { amountMinor: 36_900, currency: "MAD" };
  return { order: { number: "10999", total, payment: "cod" }, payUrl: null };
}

beforeAll(async () => {
  stage = await openStage({ actions: { "order.place": placeLate } });
});
afterAll(() => stage?.close());

const [script] =
  parseScripts(`=== Put in while the order waits: the order is told as agreed, and what was put in is left
shopper: ajoutez la robe Lina noire en 40 au panier
bot: …
shopper: je commande
bot: Dans quelle ville ?
shopper: Casablanca
bot: …
shopper: 4 rue des Fleurs
bot: À quel nom ?
shopper: Nadia Berrada
bot: …
shopper: 0661000003
bot: Comment souhaitez-vous payer ?
shopper: à la livraison
bot: …Total : 369 MAD…
shopper: oui
shopper: ajoutez la robe Lina rouge en 38 au panier
bot: …« Robe midi Lina en coton (rouge, 38) » est dans votre panier…
later: 10 min
bot: Merci ! Commande 10999 enregistrée : 369 MAD à payer à la livraison.
shopper: mon panier
bot: Votre panier : / • 1 × Robe midi Lina en coton (rouge, 38) 349 MAD / Total : 349 MAD, hors livraison.
`);

test(script!.title, async () => {
  await stage.begin();
  await play(script!, stage);
});
