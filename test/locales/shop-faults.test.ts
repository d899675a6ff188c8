import { faultTable } from "./fault-table.ts";
import { goodFile } from "./files.ts";

const shop = (from: string, to: string): Record<string, string> => ({
  "shop.yaml": goodFile("shop.yaml").replace(from, to),
});

faultTable([
  ["no facts", { "shop.yaml": null }, ["shop.yaml:1:1: not found"]],
  [
    "a fact missing",
    shop("phone:", "phon:"),
    ['shop.yaml:1:1: "phone" is missing', 'shop.yaml:8:1: "phon" is not known here (did you mean "phone"?)'],
  ],
  [
    "a wrong kind of value",
    shop("costMinor: 2000", "costMinor: 20 MAD"),
    ['shop.yaml:16:18: "costMinor": expected number, found string'],
  ],
  ["a wrong currency", shop("MAD", "dirham"), ['shop.yaml:3:11: "currency": expected an ISO 4217 code']],
  [
    "an unknown city",
    shop("[casablanca]", "[casablnca]"),
    ['shop.yaml:15:16: "casablnca" is no city of entities.yaml (did you mean "casablanca"?)'],
  ],
]);
