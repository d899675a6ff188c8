import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { openPayStage, type PayStage } from "../http/pay-stage.ts";
import { accessibilityFaults, findChromium, launch, phone, visit } from "./browser.ts";

const chromium = findChromium();

(chromium ? describe : describe.skip)("the payment page, in a browser", () => {
  jest.setTimeout(60_000);
  let stage: PayStage;
  let browser: Browser;
  beforeAll(async () => {
    stage = await openPayStage();
    browser = await launch(chromium!);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  test.each([
    ["fr-MA", "Payer (démonstration)", /C'est payé/],
    ["ar-MA", "الأداء (تجربة)", /تم الأداء/],
    ["en-GB", "Pay (demonstration)", /It is paid/],
  ])("in %s: one tap pays, and it says so", async (locale, button, thanks) => {
    const { order, path } = await stage.order();
    const { page, errors, foreign, context } = await visit(browser, stage.front.url + path, {
      device: phone,
      locale,
    });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: button }).tap();
    await page.getByText(thanks).waitFor();
    expect((await stage.shop.commerce.orders.getOrder(order.number))?.paid).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect([errors, foreign]).toEqual([[], []]);
    await context.close();
  });
});
