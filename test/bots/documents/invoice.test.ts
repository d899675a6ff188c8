import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { invoicePdf } from "../../../bots/documents/invoice.ts";
import { loadLocales } from "../../../locales/load.ts";
import { createReplies } from "../../../locales/replies.ts";
import type { Order } from "../../../models/commerce.ts";
import { vatIn } from "../../../models/invoice.ts";
import type { Language } from "../../../models/language.ts";
import type { ReplyParams } from "../../../models/ports/replies.ts";

const { packs, shop } = await loadLocales([join(import.meta.dirname, "../../../locales")]);
const mad = (amountMinor: number) => ({ amountMinor, currency: "MAD" });
const order: Order = {
  number: "10042",
  shopId: shop.id,
  customerId: "c-1001",
  state: "shipped",
  placedAt: "2026-11-18T10:00:00.000Z",
  lines: [
    {
      sku: "ROBE-LINA-RED-38",
      title: { fr: "Robe midi Lina", ar: "فستان لينا", en: "Lina midi dress" },
      color: "red",
      size: "38",
      quantity: 2,
      unitPrice: mad(34900),
    },
  ],
  deliveryCost: mad(3500),
  discount: { code: "TEN", amount: mad(6980) },
  total: mad(66320),
  payment: "cod",
  paid: false,
  address: { name: "Amina Benali", street: "8, rue Oued Ziz", city: "rabat", country: "MA" },
};

/** The invoice, and the words it was written with. */
async function written(language: Language, vatPercent?: number) {
  const replies = createReplies(packs, {
    timeZone: shop.timeZone,
    onFault: (fault) => {
      throw fault;
    },
  });
  const said: string[] = [];
  const render = (key: string, spoken: Language, params?: ReplyParams): string => {
    const text = replies.render(key, spoken, params);
    said.push(text);
    return text;
  };
  const invoice = { legal: ["ICE 001234567000089"], ...(vatPercent && { vatPercent }) };
  const pdf = await invoicePdf({
    order,
    shop: { ...shop, invoice },
    replies: { ...replies, render },
    language,
  });
  return { pdf, said };
}

test.each(["fr", "ar", "en"] as const)(
  "an invoice in %s is a small PDF, the same each time",
  async (language) => {
    const { pdf, said } = await written(language);
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.length).toBeLessThan(60_000);
    expect((await written(language)).pdf.equals(pdf)).toBe(true);
    expect(said.join("\n")).toContain("10042");
  },
);

test("tax is mentioned only where the shop sets it", async () => {
  expect((await written("fr")).said.join("\n")).not.toContain("TVA");
  expect((await written("fr", 20)).said).toContain("dont TVA 20 %");
});

test("the tax in a price is rounded to the minor unit", () => {
  expect(vatIn(mad(12000), 20)).toEqual(mad(2000));
  expect(vatIn(mad(9999), 5.5)).toEqual(mad(521));
});
