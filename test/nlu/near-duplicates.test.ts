import { expect, test } from "@jest/globals";
import { nearDuplicateGroups } from "../../nlu/near-duplicates.ts";

test("texts that differ by a sign, a case or a short word are one group; others are alone", () => {
  const [first, ...others] = nearDuplicateGroups([
    "Où est ma commande, je l'attends depuis lundi ?",
    "ou est ma commande je l'attends depuis lundi",
    "où est ma commande svp, je l'attends depuis lundi !!",
    "je l'attends toujours",
    "combien coûte la livraison à Rabat",
    "🙂",
    "",
  ]);
  expect(others.slice(0, 2)).toEqual([first, first]);
  expect(new Set(others.slice(2)).size).toBe(4);
  expect(others.slice(2)).not.toContain(first);
});
