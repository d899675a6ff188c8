import { expect, test } from "@jest/globals";
import { parsePayment } from "../../../dialogs/cart/payment-words.ts";

test.each([
  ["à la livraison", "cod"],
  ["f livraison", "cod"],
  ["livraison", "cod"],
  ["cash", "cod"],
  ["عند الاستلام", "cod"],
  ["par carte svp", "card"],
  ["virement", "transfer"],
  ["ch7al f livraison?", null],
  ["la livraison à Rabat", null],
  ["carte ou virement ?", null],
])("%s is paid: %s", (text, way) => {
  expect(parsePayment(text)).toBe(way);
});
