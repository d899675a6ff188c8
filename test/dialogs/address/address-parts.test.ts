import { expect, test } from "@jest/globals";
import { addressIn, addressParts } from "../../../dialogs/address/address-parts.ts";

test.each([
  ["12 rue Oued Ziz, Hay Riad", { street: "12 rue Oued Ziz", area: "Hay Riad" }],
  ["Résidence Al Manar, imm. C, apt 12, Maârif", { street: "Résidence Al Manar, imm. C, apt 12, Maârif" }],
  ["Hay Salam près de la pharmacie", { street: "Hay Salam", landmark: "près de la pharmacie" }],
  ["حي السلام، زنقة 4 بجانب المسجد", { street: "حي السلام، زنقة 4", landmark: "بجانب المسجد" }],
  ["hay salam, 7da lpharmacie", { street: "hay salam", landmark: "7da lpharmacie" }],
  ["Building 7, next to the mall", { street: "Building 7", landmark: "next to the mall" }],
])("%s", (text, parts) => {
  expect(addressParts(text)).toEqual(parts);
});

test.each([
  ["je veux changer l'adresse de ma commande 10067 : 12 rue des Orangers", "12 rue des Orangers"],
  ["livrez au 5, avenue Hassan II svp", "5, avenue Hassan II svp"],
  ["ابعتوها إلى شارع محمد الخامس رقم 8", "شارع محمد الخامس رقم 8"],
  ["send it to 12 Oued Ziz street, Agdal", "12 Oued Ziz street, Agdal"],
  ["3 Atlas avenue", "3 Atlas avenue"],
  ["12 zan9at oued ziz", "12 zan9at oued ziz"],
  ["en face de l'avenue Hassan II", null],
  ["à Rabat", null],
])("the address in: %s", (text, address) => {
  expect(addressIn(text)).toBe(address);
});
