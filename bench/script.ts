import { readFile } from "node:fs/promises";
import type { Listener } from "./listener.ts";

/** What a shopper says, and what a right answer has in it: a fast wrong answer is worth nothing. */
export interface Line {
  say: string;
  expect: RegExp;
}

interface DemoOrder {
  number: string;
  phone: string;
}

/** Orders of the demo shop, with the phone number that proves whose they are. */
export async function demoOrders(): Promise<DemoOrder[]> {
  const file = new URL("../commerce/embedded/demo/orders.json", import.meta.url);
  const orders = JSON.parse(await readFile(file, "utf8")) as {
    number: string;
    address: { phone?: string };
  }[];
  return orders.flatMap(({ number, address: { phone } }) => (phone === undefined ? [] : { number, phone }));
}

/** A greeting, an order tracked in three turns, a question, thanks. */
export const scriptOf = ({ number, phone }: DemoOrder): Line[] => [
  { say: "bonjour", expect: /bonjour|bienvenue|bonsoir|salut/i },
  { say: "où est ma commande", expect: /commande/i },
  { say: number, expect: /téléphone|e-mail/i },
  { say: phone, expect: new RegExp(number) },
  { say: "combien coûte la livraison à Casablanca ?", expect: /20[\s\u00a0\u202f]MAD/i },
  { say: "merci", expect: /prie|plaisir|rien/i },
];

/** Says the lines one after another. @throws when an answer is not the right one */
export async function play({ say }: Pick<Listener, "say">, lines: readonly Line[]): Promise<void> {
  for (const line of lines) {
    const reply = await say(line.say);
    if (!line.expect.test(reply))
      throw new Error(`"${line.say}" was answered "${reply}", without ${line.expect}.`);
  }
}
