import { expect, test } from "@jest/globals";
import { parsePhone } from "../../../dialogs/address/phone.ts";

test.each([
  ["0661 23 45 67", "MA", "+212661234567"],
  ["mon numéro : 06.61.23.45.67", "MA", "+212661234567"],
  ["00212661234567", "MA", "+212661234567"],
  ["٠٦٦١٢٣٤٥٦٧", "MA", "+212661234567"],
  ["0550 41 82 73", "DZ", "+213550418273"],
  ["0501234567", "SA", "+966501234567"],
  ["0504817263", "AE", "+971504817263"],
  ["+971 50 481 7263", "MA", "+971504817263"],
  ["51234567", "KW", "+96551234567"],
  ["066123", "MA", null],
  ["10042", "MA", null],
])("%s in %s", (text, country, number) => {
  expect(parsePhone(text, country)).toBe(number);
});
