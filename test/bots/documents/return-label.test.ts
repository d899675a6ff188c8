import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { returnLabel } from "../../../bots/documents/return-label.ts";
import { loadLocales } from "../../../locales/load.ts";
import { createReplies } from "../../../locales/replies.ts";
import type { Order } from "../../../models/commerce.ts";
import type { Language } from "../../../models/language.ts";
import type { Return } from "../../../models/return.ts";

const { packs, shop } = await loadLocales([join(import.meta.dirname, "../../../locales")]);
const replies = createReplies(packs, {
  timeZone: shop.timeZone,
  onFault: (fault) => {
    throw fault;
  },
});
const one = { number: "R10030-1", orderNumber: "10030" } as Return;
const label = (language: Language, name: string): Promise<Buffer> =>
  returnLabel(one, { address: { name, phone: "+212661234567" } } as Order, {
    shop: { ...shop, languages: [language] },
    replies,
  });

describe.each<[Language, string]>([
  ["fr", "Amina Benali"],
  ["ar", "أمينة بنعلي"],
  ["en", "Zoë Œuvrard"],
])("a label in %s", (language, name) => {
  test("is one A6 page with the letters that it needs inside", async () => {
    const pdf = (await label(language, name)).toString("latin1");
    expect(pdf.startsWith("%PDF-")).toBe(true);
    expect(pdf).toMatch(/\/MediaBox \[0 0 297\.64 419\.53\]/);
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(pdf).toContain("/FontFile2");
  });
});
